package io.galopin.protocol.redis;

import org.jspecify.annotations.Nullable;

/** Bytes that are not of the protocol, or beyond the limits. Has no stack trace. */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reply;

  private Malformed(String reason, String reply) {
    super(reason, null, false, false);
    this.reply = reply;
  }

  /** What is wrong, as Redis words it. */
  Malformed(String reason) {
    this(reason, reason);
  }

  /** Another byte where the length of a request's argument has to begin. */
  static Malformed noBulk(byte given) {
    return new Malformed("expected '$'", "expected '$', got '" + (char) (given & 0x7F) + "'");
  }

  /** A sentence without bytes from the peer. */
  String reason() {
    @Nullable String message = getMessage();
    return message == null ? "" : message;
  }

  /** What a client is told that sent the bytes. */
  String reply() {
    return reply;
  }
}
