package io.galopin.api;

/** The head of a reply. */
public interface Reply extends Message {

  /**
   * Whether another reply to the same request follows, as after an HTTP 1xx. An interim reply ends
   * with its head.
   */
  default boolean interim() {
    return false;
  }

  /** Whether the bytes of the head are payload, because the protocol has no heads (a turn). */
  default boolean headIsPayload() {
    return false;
  }
}
