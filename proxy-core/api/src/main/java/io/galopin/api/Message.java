package io.galopin.api;

/**
 * The head of one request or reply, as its protocol read it. Made by the protocol, one object per
 * head; it holds no buffer.
 */
public interface Message {

  /**
   * What this message is, short enough for one line of the journal and free of secrets: {@code GET
   * /a}, {@code 200}. Bytes that a terminal would act on are not in it.
   */
  String label();

  /** For a request: whether the backend will answer it. */
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

  /** For a reply: whether another reply to the same request follows it, as after an HTTP 1xx. */
  default boolean interim() {
    return false;
  }
}
