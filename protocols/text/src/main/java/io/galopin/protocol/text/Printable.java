package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/**
 * Shows people what a peer has sent, in the journal and on a terminal: one line of at most 200
 * printable ASCII characters. An ellipsis replaces what is cut off. Used by one thread.
 */
public final class Printable {

  /** The most characters, not counting the ellipsis. */
  public static final int MOST = 200;

  /** Replaces what is cut off or hidden. */
  public static final char ELLIPSIS = '…';

  private static final String DIGITS = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(32);

  /** Starts empty. */
  public Printable() {}

  /** Whether a byte is a printable ASCII character. A space is. */
  public static boolean is(byte value) {
    return value >= ' ' && value < 0x7F;
  }

  /** Appends bytes. Writes those that are not printable as {@code \x1b}. */
  public Printable append(ByteBuf in, int from, int to) {
    for (int i = from; i < to && text.length() <= MOST; i++) {
      byte value = in.getByte(i);
      if (is(value)) {
        append((char) value);
      } else {
        append('\\');
        append('x');
        append(DIGITS.charAt(value >> 4 & 0xF));
        append(DIGITS.charAt(value & 0xF));
      }
    }
    return this;
  }

  /** Appends a character, which must be one that may be shown. */
  public Printable append(char character) {
    if (text.length() < MOST) {
      text.append(character);
    } else if (text.length() == MOST) {
      text.append(ELLIPSIS);
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Shows a text. Writes characters that are not printable as {@code \u001b}, and never cuts such
   * an escape.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST) + 1);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      String as =
          character >= ' ' && character < 0x7F
              ? String.valueOf(character)
              : "\\u%04x".formatted((int) character);
      if (shown.length() + as.length() > MOST) {
        return shown.append(ELLIPSIS).toString();
      }
      shown.append(as);
    }
    return shown.toString();
  }
}
