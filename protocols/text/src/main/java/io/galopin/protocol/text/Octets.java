package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/** Skips, compares and reads words and decimal numbers in bytes. */
public final class Octets {

  /** The first byte of the usual end of a line. */
  public static final byte CR = '\r';

  /** The last byte of a line. */
  public static final byte LF = '\n';

  /** What {@link #decimal} returns if the bytes are not a number, or it is too large. */
  public static final long NO_NUMBER = -1;

  private static final int MOST_DIGITS = 18;

  private Octets() {}

  /** Whether the byte is a space or a tab. */
  public static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  /** Whether the byte is a decimal digit. */
  public static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  /** Whether the bytes are one or more decimal digits. */
  public static boolean areDigits(ByteBuf in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(in.getByte(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** Returns the index of the first byte that is not a space, or {@code to}. */
  public static int skipSpaces(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && in.getByte(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Returns the index of the first byte that is neither space nor tab, or {@code to}. */
  public static int skipBlanks(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && isBlank(in.getByte(at))) {
      at++;
    }
    return at;
  }

  /** Returns the index after the last byte that is neither space nor tab, or {@code from}. */
  public static int dropBlanks(ByteBuf in, int from, int to) {
    int at = to;
    while (at > from && isBlank(in.getByte(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether the bytes equal {@code text}. Case matters. */
  public static boolean are(ByteBuf in, int from, int to, String text) {
    return to - from == text.length() && begin(in, from, to, text);
  }

  /** Whether the bytes and {@code text} are the same up to the end of the shorter one. */
  public static boolean begin(ByteBuf in, int from, int to, String text) {
    for (int i = 0; i < Math.min(to - from, text.length()); i++) {
      if (in.getByte(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes start with {@code text}. */
  public static boolean startWith(ByteBuf in, int from, int to, String text) {
    return to - from >= text.length() && begin(in, from, to, text);
  }

  /** Whether the bytes equal {@code text}, ignoring the case of ASCII letters. */
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

  /** Whether the bytes contain {@code lower}, ignoring case. */
  public static boolean haveAnyCase(ByteBuf in, int from, int to, String lower) {
    for (int at = from; at + lower.length() <= to; at++) {
      if (areAnyCase(in, at, at + lower.length(), lower)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a number. All bytes must be decimal digits, at most 18 after any leading zeros, so that
   * it always fits. Otherwise returns {@link #NO_NUMBER}.
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
