package io.galopin.api;

/** The head of a request. */
public interface Request extends Message {

  /** Whether the backend will or may answer it. */
  default boolean expectsReply() {
    return true;
  }

  /**
   * Whether the backend may answer it but stays silent on success (Memcache's quiet commands). The
   * session finds out from the replies that follow, returns {@link Cut#unanswered}, and implements
   * {@link Probing}.
   */
  default boolean quiet() {
    return false;
  }

  /**
   * Whether a failure is sent at once instead of after the request has been read. True if the
   * client may wait for an interim reply before it sends the rest (HTTP's {@code Expect}), or if
   * the request has no known end (a turn).
   */
  default boolean failsAtOnce() {
    return false;
  }
}
