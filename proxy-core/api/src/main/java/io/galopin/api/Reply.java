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

  /**
   * Whether it says that its request failed: an HTTP 5xx, an error of a database. What a client may
   * well expect is no error, such as a key that is not there, or an HTTP 404.
   */
  @Experimental
  default boolean error() {
    return false;
  }

  /**
   * Whether only the end of the connection ends it, because nothing in it says where it ends (some
   * bodies in HTTP, a turn).
   */
  @Experimental
  default boolean endsWithConnection() {
    return headIsPayload();
  }

  /** Whether the bytes of the head are payload, because the protocol has no heads (a turn). */
  default boolean headIsPayload() {
    return false;
  }
}
