package io.galopin.api;

/** The head of a request. */
public interface Request extends Message {

  /** Whether the backend will answer it, or may. */
  default boolean expectsReply() {
    return true;
  }

  /**
   * Whether the backend may answer it, and says nothing when all is well (Memcache's quiet
   * commands). Its session tells by the replies that follow, {@link Cut#unanswered}, and is {@link
   * Probing}.
   */
  default boolean quiet() {
    return false;
  }

  /**
   * Whether a failure is sent at once and not when the request has been read, because the client
   * may be waiting for an interim reply before it sends the rest (HTTP's {@code Expect}), or
   * because the request has no end of its own (a turn).
   */
  default boolean failsAtOnce() {
    return false;
  }
}
