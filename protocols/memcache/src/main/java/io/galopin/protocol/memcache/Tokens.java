package io.galopin.protocol.memcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The words of a line, separated by any number of spaces. Reused for one line after another. Holds
 * its line only between {@link #begin} and {@link #end}.
 */
final class Tokens {

  private static final String MOST_UNSIGNED = Long.toUnsignedString(-1);
  private static final String MOST_TIME = Long.toString(Long.MAX_VALUE);
  private static final String LEAST_TIME = Long.toString(Long.MIN_VALUE).substring(1);

  private static final int MOST_DIGITS = 20;
  private static final int MOST_DIGITS_READ = 18;

  private ByteBuf in = Unpooled.EMPTY_BUFFER;
  private int at;
  private int lineEnd;
  private int from;
  private int to;

  /** Starts a line. */
  void begin(ByteBuf in, int from, int lf) {
    this.in = in;
    at = from;
    lineEnd = LineEnd.withoutCr(in, from, lf);
  }

  /** Starts with a head that is one line. */
  void begin(ByteBuf head) {
    int lf = head.indexOf(head.readerIndex(), head.writerIndex(), Octets.LF);
    begin(head, head.readerIndex(), lf < 0 ? head.writerIndex() : lf);
  }

  /** Lets go of the line. */
  void end() {
    in = Unpooled.EMPTY_BUFFER;
  }

  /** Moves to the next word; returns false if there is none. */
  boolean next() {
    from = at;
    while (from < lineEnd && in.getByte(from) == ' ') {
      from++;
    }
    if (from == lineEnd) {
      to = from;
      return false;
    }
    int space = in.indexOf(from, lineEnd, (byte) ' ');
    to = space < 0 ? lineEnd : space;
    at = to;
    return true;
  }

  int length() {
    return to - from;
  }

  /** The first byte of the word. */
  byte first() {
    return in.getByte(from);
  }

  boolean is(String text) {
    return Octets.are(in, from, to, text);
  }

  /** Whether the word is a number of 64 bits. */
  boolean isUnsigned() {
    return areDigits(from)
        && (length() < MOST_DIGITS
            || in.toString(from, MOST_DIGITS, US_ASCII).compareTo(MOST_UNSIGNED) <= 0);
  }

  /** Whether the word has 1 to 20 decimal digits from there on, which hold 64 bits. */
  private boolean areDigits(int digits) {
    return to - digits <= MOST_DIGITS && Octets.areDigits(in, digits, to);
  }

  /**
   * Returns the number, of at most 18 digits including leading zeros, or {@link Octets#NO_NUMBER}.
   */
  long number() {
    return length() > MOST_DIGITS_READ ? Octets.NO_NUMBER : Octets.decimal(in, from, to);
  }

  /** Whether the word is a number of seconds: 64 bits, optionally with a sign. */
  boolean isTime() {
    boolean negative = first() == '-';
    int digits = negative || first() == '+' ? from + 1 : from;
    String most = negative ? LEAST_TIME : MOST_TIME;
    return areDigits(digits)
        && (to - digits < most.length()
            || (to - digits == most.length()
                && in.toString(digits, most.length(), US_ASCII).compareTo(most) <= 0));
  }

  /** Copies bytes of the line. */
  AsciiString bytes(int start, int end) {
    byte[] bytes = new byte[end - start];
    in.getBytes(start, bytes);
    return new AsciiString(bytes, false);
  }

  /** The word as text. */
  String text() {
    return text(StandardCharsets.UTF_8);
  }

  String text(Charset charset) {
    return in.toString(from, length(), charset);
  }

  /** Whether the word is one byte, followed by {@code bytes}. */
  boolean restIs(AsciiString bytes) {
    if (length() != bytes.length() + 1) {
      return false;
    }
    for (int i = 0; i < bytes.length(); i++) {
      if (in.getByte(from + 1 + i) != bytes.byteAt(i)) {
        return false;
      }
    }
    return true;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  TextCommand command() {
    return TextCommand.of(in, from, to);
  }

  TextStatus status() {
    return TextStatus.of(in, from, to);
  }
}
