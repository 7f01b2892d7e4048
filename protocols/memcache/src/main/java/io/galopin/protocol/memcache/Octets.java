package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;

/** Comparisons of bytes, and numbers in them. */
final class Octets {

  static final byte CR = '\r';
  static final byte LF = '\n';

  /** What {@link #number} returns for what is no number, or too large. */
  static final long NO_NUMBER = -1;

  private static final int MOST_DIGITS = 18;

  private Octets() {}

  /** Whether the bytes are {@code text}, case and all. */
  static boolean are(ByteBuf in, int from, int to, String text) {
    return to - from == text.length() && begin(in, from, text);
  }

  private static boolean begin(ByteBuf in, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (in.getByte(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} is the beginning of the bytes. */
  static boolean startWith(ByteBuf in, int from, int to, String text) {
    return to - from >= text.length() && begin(in, from, text);
  }

  /** Whether the bytes are 1 to 20 decimal digits, which hold 64 bits. */
  static boolean areDigits(ByteBuf in, int from, int to) {
    if (to == from || to - from > 20) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (in.getByte(i) < '0' || in.getByte(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The decimal number of at most 18 digits that the bytes are, or {@link #NO_NUMBER}. */
  static long number(ByteBuf in, int from, int to) {
    if (to - from > MOST_DIGITS || !areDigits(in, from, to)) {
      return NO_NUMBER;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (in.getByte(i) - '0');
    }
    return number;
  }
}
