package io.galopin.api;

/**
 * The head of one request or reply, as its protocol read it. Made by the protocol; it is immutable
 * and holds no buffer. Messages that are alike may be one object.
 */
public interface Message {

  /**
   * What this message is, short enough for one line of the journal and free of secrets: {@code GET
   * /a}, {@code 200}. Bytes that a terminal would act on are not in it.
   */
  String label();

  /**
   * Whether the bytes of the head are payload themselves, because the protocol has no heads (a
   * turn).
   */
  default boolean headIsPayload() {
    return false;
  }

  /** For a request: whether the backend will answer it, or may. */
  default boolean expectsReply() {
    return true;
  }

  /**
   * For a request: whether a failure is sent at once and not when the request has been read,
   * because the client may be waiting for an interim reply before it sends the rest (HTTP's {@code
   * Expect}), or because the request has no end of its own (a turn).
   */
  default boolean failsAtOnce() {
    return false;
  }

  /**
   * For a request: whether the backend may answer it, and says nothing when all is well (Memcache's
   * quiet commands). Its session tells by the replies that follow: {@link Cut#unanswered}.
   */
  default boolean quiet() {
    return false;
  }

  /** For a reply: whether another reply to the same request follows it, as after an HTTP 1xx. */
  default boolean interim() {
    return false;
  }
}
