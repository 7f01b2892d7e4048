package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/** Bytes that are words and decimal numbers: to skip, to compare and to read. */
public final class Octets {

  /** The first byte of the usual end of a line. */
  public static final byte CR = '\r';

  /** The byte with which lines end. */
  public static final byte LF = '\n';

  /** What {@link #decimal} returns for what is no number, or too large. */
  public static final long NO_NUMBER = -1;

  private static final int MOST_DIGITS = 18;

  private Octets() {}

  /** Whether it is a space or a tab. */
  public static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  /** Whether it is a decimal digit. */
  public static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  /** Whether the bytes are decimal digits, at least one. */
  public static boolean areDigits(ByteBuf in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(in.getByte(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** The index of the first byte that is no space, or {@code to}. */
  public static int skipSpaces(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && in.getByte(at) == ' ') {
      at++;
    }
    return at;
  }

  /** The index of the first byte that is no space or tab, or {@code to}. */
  public static int skipBlanks(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && isBlank(in.getByte(at))) {
      at++;
    }
    return at;
  }

  /** The index after the last byte that is no space or tab, or {@code from}. */
  public static int dropBlanks(ByteBuf in, int from, int to) {
    int at = to;
    while (at > from && isBlank(in.getByte(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether the bytes are {@code text}, case and all. */
  public static boolean are(ByteBuf in, int from, int to, String text) {
    return to - from == text.length() && begin(in, from, to, text);
  }

  /**
   * Whether the bytes are the beginning of {@code text}, or {@code text} is theirs: as far as
   * either goes, they are the same.
   */
  public static boolean begin(ByteBuf in, int from, int to, String text) {
    for (int i = 0; i < Math.min(to - from, text.length()); i++) {
      if (in.getByte(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} is the beginning of the bytes. */
  public static boolean startWith(ByteBuf in, int from, int to, String text) {
    return to - from >= text.length() && begin(in, from, to, text);
  }

  /** Whether the bytes are {@code text}, whatever the case of letters of ASCII on either side. */
  public static boolean areAnyCase(ByteBuf in, int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      byte given = in.getByte(from + i);
      char wanted = text.charAt(i);
      if (given != wanted && lower(given) != lower(wanted)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  }

  /** Whether {@code lower} is among the bytes, in whatever case. */
  public static boolean haveAnyCase(ByteBuf in, int from, int to, String lower) {
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
  public static long decimal(ByteBuf in, int from, int to) {
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
}
