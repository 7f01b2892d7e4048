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

  /**
   * Whether the client may wait for the beginning of the reply before it sends the rest of the
   * request (PostgreSQL's Flush). While that rest has not come, a reply that is lost does not end:
   * it is lost when it begins.
   */
  @Experimental
  default boolean answeredBeforeItsEnd() {
    return false;
  }

  /**
   * Whether this is the connection's opening: all that is said before the client can work, such as
   * a greeting or a login. A connection has at most one, as its first request, and its exchange has
   * the ordinal 0. Only rules whose condition names the opening see it: {@link
   * ProtocolFactory#hasOpening}. The same holds for each {@linkplain ProtocolFactory layer} of a
   * connection, whose opening is seen by rules that name only attributes of the layer.
   *
   * <p>The opening ends with its final reply, even if more requests arrive before. Until then, the
   * session calls what the client says in it a {@link Cut#body}, and messages of the backend along
   * the way {@linkplain Reply#interim interim} replies. A failure is sent at once, and then the
   * connection is closed.
   */
  @Experimental
  default boolean opening() {
    return false;
  }

  /**
   * Returns the trace to which the client says that this request belongs: the value of its {@code
   * traceparent} (W3C Trace Context, level 1), at most 55 characters; empty if there is none.
   * Whoever uses it checks it.
   */
  @Experimental
  default String traceParent() {
    return "";
  }
}
