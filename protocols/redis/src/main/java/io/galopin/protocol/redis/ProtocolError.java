package io.galopin.protocol.redis;

import io.galopin.protocol.text.Malformed;

/** Bytes that are not of the protocol, or beyond the limits; Redis calls that a protocol error. */
final class ProtocolError extends Malformed {

  private static final long serialVersionUID = 1L;

  private final String reply;

  private ProtocolError(String reason, String reply) {
    super(reason);
    this.reply = reply;
  }

  /** What is wrong, as Redis words it. */
  ProtocolError(String reason) {
    this(reason, reason);
  }

  /** Another byte where the length of a request's argument has to begin. */
  static ProtocolError noBulk(byte given) {
    return new ProtocolError("expected '$'", "expected '$', got '" + (char) (given & 0x7F) + "'");
  }

  /** What a client is told that sent the bytes. */
  String reply() {
    return reply;
  }
}
