package io.galopin.protocol.redis;

import io.galopin.protocol.text.Malformed;

/** Bytes that are not RESP, or exceed the limits. Redis calls this a protocol error. */
final class ProtocolError extends Malformed {

  private static final long serialVersionUID = 1L;

  private final String reply;

  private ProtocolError(String reason, String reply) {
    super(reason);
    this.reply = reply;
  }

  /** Takes the reason in the words of Redis. */
  ProtocolError(String reason) {
    this(reason, reason);
  }

  /** Returns the error for a byte where the length of a request's argument must start. */
  static ProtocolError noBulk(byte given) {
    return new ProtocolError("expected '$'", "expected '$', got '" + (char) (given & 0x7F) + "'");
  }

  /** Returns the error for the client that sent the bytes. */
  String reply() {
    return reply;
  }
}
