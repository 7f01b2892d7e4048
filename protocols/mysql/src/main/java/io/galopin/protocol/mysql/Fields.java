package io.galopin.protocol.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/**
 * Reads the fields of a payload, in order. Reading past the end is no error: it gives zeros and
 * empty texts, and {@link #broken} says so.
 */
final class Fields {

  /** What {@link #lengthEncoded} gives for NULL. */
  static final long NULL = -1;

  private final ByteBuf in;
  private final int end;
  private int at;
  private boolean broken;

  /** Reads the bytes from one index up to another. */
  Fields(ByteBuf in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  int index() {
    return at;
  }

  boolean atEnd() {
    return at >= end;
  }

  /** Whether something was read that is not there. */
  boolean broken() {
    return broken;
  }

  /** Reads a little-endian number of up to 8 bytes. */
  long integer(int bytes) {
    if (!take(bytes)) {
      return 0;
    }
    long value = 0;
    for (int i = 1; i <= bytes; i++) {
      value = value << 8 | in.getUnsignedByte(at - i);
    }
    return value;
  }

  /** Reads a number that says how long it is. */
  long lengthEncoded() {
    int first = (int) integer(1);
    return switch (first) {
      case 0xFB -> NULL;
      case 0xFC -> integer(2);
      case 0xFD -> integer(3);
      case 0xFE -> integer(8);
      default -> first;
    };
  }

  void skip(long bytes) {
    take(bytes);
  }

  /** Reads a text with the given length. */
  String text(long bytes) {
    int from = at;
    return take(bytes) ? in.toString(from, (int) bytes, UTF_8) : "";
  }

  String lengthEncodedText() {
    return text(lengthEncoded());
  }

  /** Reads a name up to a NUL, or to the end. */
  String terminatedName(CharacterSet texts) {
    int from = at;
    return texts.readName(in, from, skipTerminated());
  }

  /** Skips a text up to a NUL, or to the end. Returns its length. */
  int skipTerminated() {
    int from = at;
    int nul = in.indexOf(at, end, (byte) 0);
    int to = nul < 0 ? end : nul;
    at = nul < 0 ? end : nul + 1;
    return to - from;
  }

  private boolean take(long bytes) {
    if (bytes < 0 || bytes > end - at) {
      broken = true;
      at = end;
      return false;
    }
    at += (int) bytes;
    return true;
  }
}
