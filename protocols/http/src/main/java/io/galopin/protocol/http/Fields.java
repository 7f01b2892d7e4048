package io.galopin.protocol.http;

import io.netty.util.ByteProcessor;

/** Checks header fields that users write: RFC 9110, sections 5.1 and 5.5. */
final class Fields {

  private Fields() {}

  /** Whether this is a valid header field. */
  static boolean isField(String name, String value) {
    return !name.isEmpty() && all(name, Grammar.TOKEN) && all(value, Grammar.VALUE);
  }

  /** Whether this is a valid value for the Host header. */
  static boolean isHost(String value) {
    return !value.isEmpty() && all(value, Grammar.HOST);
  }

  private static boolean all(String text, ByteProcessor allowed) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character > 0xFF || !allows(allowed, (byte) character)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allows(ByteProcessor allowed, byte value) {
    try {
      return allowed.process(value);
    } catch (Exception declaredButNeverThrown) {
      throw new IllegalStateException(declaredButNeverThrown);
    }
  }
}
