package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** The character classes of HTTP's grammar (RFC 9110, section 5.6), and comparisons of bytes. */
final class Octets {

  static final byte CR = '\r';
  static final byte LF = '\n';

  /** Goes on while bytes may be in a token. */
  static final ByteProcessor TOKEN =
      among("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  /** Goes on while bytes may be in a field's value, a reason phrase or a chunk extension. */
  static final ByteProcessor VALUE = value -> value == '\t' || isText(value);

  /**
   * Goes on while bytes may be in a reply's field or reason phrase. Of control characters, only
   * these end or cut a line for some parser: RFC 9110, section 5.5.
   */
  static final ByteProcessor REPLY_VALUE = value -> value != 0 && value != '\r';

  /**
   * Goes on while bytes may be in a request target. Bytes beyond ASCII are no URI (RFC 3986), but
   * clients send them, and all parsers agree on where they end.
   */
  static final ByteProcessor TARGET = value -> value != ' ' && isText(value);

  /** Goes on while bytes may be in the value of Host: a host and a port (RFC 3986). */
  static final ByteProcessor HOST =
      among(
          "!$&'()*+,;=-._~%:[]" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  /** What {@link #decimal} returns for what is no number, or too large. */
  static final long NO_NUMBER = -1;

  private static final int MOST_DIGITS = 18;

  private Octets() {}

  private static ByteProcessor among(String characters) {
    boolean[] member = new boolean[256];
    characters.chars().forEach(character -> member[character] = true);
    return value -> member[value & 0xFF];
  }

  /** Not a control character; a byte beyond ASCII is negative. */
  private static boolean isText(byte value) {
    return value < 0 || (value >= ' ' && value != 0x7F);
  }

  static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  /** The index of the first byte that is no CR or LF, or {@code to}. */
  static int skipLineEnds(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && (in.getByte(at) == CR || in.getByte(at) == LF)) {
      at++;
    }
    return at;
  }

  /** The index of the first byte that is no space, or {@code to}. */
  static int skipSpaces(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && in.getByte(at) == ' ') {
      at++;
    }
    return at;
  }

  /** The index of the first byte that is no space or tab, or {@code to}. */
  static int skipBlanks(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && isBlank(in.getByte(at))) {
      at++;
    }
    return at;
  }

  /** The index after the last byte that is no space or tab, or {@code from}. */
  static int dropBlanks(ByteBuf in, int from, int to) {
    int at = to;
    while (at > from && isBlank(in.getByte(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether the bytes are {@code text}, case and all. */
  static boolean are(ByteBuf in, int from, int to, String text) {
    return to - from == text.length() && begin(in, from, to, text);
  }

  /** Whether the bytes are the beginning of {@code text}, or {@code text} is theirs. */
  static boolean begin(ByteBuf in, int from, int to, String text) {
    for (int i = 0; i < Math.min(to - from, text.length()); i++) {
      if (in.getByte(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are {@code text}, whatever the case of letters on either side. */
  static boolean areAnyCase(ByteBuf in, int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (lower(in.getByte(from + i)) != lower(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  }

  /** Whether {@code lower} is among the bytes, in whatever case. */
  static boolean haveAnyCase(ByteBuf in, int from, int to, String lower) {
    for (int at = from; at + lower.length() <= to; at++) {
      if (areAnyCase(in, at, at + lower.length(), lower)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The number that the bytes are, all of them decimal digits: at most 18, which always fit, behind
   * any number of zeros. Else {@link #NO_NUMBER}.
   */
  static long decimal(ByteBuf in, int from, int to) {
    int at = from;
    while (to - at > MOST_DIGITS && in.getByte(at) == '0') {
      at++;
    }
    if (to == from || to - at > MOST_DIGITS) {
      return NO_NUMBER;
    }
    long number = 0;
    for (; at < to; at++) {
      int digit = in.getByte(at) - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** The index of the next comma, or {@code to}. */
  static int nextComma(ByteBuf in, int from, int to) {
    int comma = in.indexOf(from, to, (byte) ',');
    return comma < 0 ? to : comma;
  }

  /** Whether one element of a comma-separated list is {@code lower}, in whatever case. */
  static boolean list(ByteBuf in, int from, int to, String lower) {
    for (int at = from; at < to; ) {
      int comma = nextComma(in, at, to);
      int first = skipBlanks(in, at, comma);
      if (areAnyCase(in, first, dropBlanks(in, first, comma), lower)) {
        return true;
      }
      at = comma + 1;
    }
    return false;
  }
}
