package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** The character classes and lists of HTTP's grammar: RFC 9110, section 5.6. */
final class Grammar {

  /** Accepts the bytes that may be in a token. */
  static final ByteProcessor TOKEN =
      among("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  /** Accepts the bytes that may be in a field's value, a reason phrase or a chunk extension. */
  static final ByteProcessor VALUE = value -> value == '\t' || isText(value);

  /**
   * Accepts the bytes that may be in a reply's field or reason phrase. Of the control characters,
   * only the two that it refuses end or cut a line for some parsers: RFC 9110, section 5.5.
   */
  static final ByteProcessor REPLY_VALUE = value -> value != 0 && value != '\r';

  /**
   * Accepts the bytes that may be in a request target. Bytes beyond ASCII do not belong in a URI
   * (RFC 3986), but clients send them, and all parsers agree on where they end.
   */
  static final ByteProcessor TARGET = value -> value != ' ' && isText(value);

  /** Accepts the bytes that may be in the value of Host: a host and a port (RFC 3986). */
  static final ByteProcessor HOST =
      among(
          "!$&'()*+,;=-._~%:[]" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  private Grammar() {}

  private static ByteProcessor among(String characters) {
    boolean[] member = new boolean[256];
    characters.chars().forEach(character -> member[character] = true);
    return value -> member[value & 0xFF];
  }

  /** Whether a byte is not a control character. A byte beyond ASCII is negative. */
  private static boolean isText(byte value) {
    return value < 0 || (value >= ' ' && value != 0x7F);
  }

  /** Returns the index of the first byte that is neither CR nor LF, or {@code to}. */
  static int skipLineEnds(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && (in.getByte(at) == Octets.CR || in.getByte(at) == Octets.LF)) {
      at++;
    }
    return at;
  }

  /** Returns the index of the next comma, or {@code to}. */
  static int nextComma(ByteBuf in, int from, int to) {
    int comma = in.indexOf(from, to, (byte) ',');
    return comma < 0 ? to : comma;
  }

  /** Whether a comma-separated list contains the element {@code lower}, in any case. */
  static boolean list(ByteBuf in, int from, int to, String lower) {
    for (int at = from; at < to; ) {
      int comma = nextComma(in, at, to);
      int first = Octets.skipBlanks(in, at, comma);
      if (Octets.areAnyCase(in, first, Octets.dropBlanks(in, first, comma), lower)) {
        return true;
      }
      at = comma + 1;
    }
    return false;
  }
}
