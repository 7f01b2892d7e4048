package io.galopin.protocol.http;

import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of a complete head on demand. A scanner has checked the head before. Reused for one
 * head after another.
 */
final class Head {

  /** One header line, by index. The value has no blanks around it. */
  record Field(int from, int nameEnd, int value, int valueEnd, int next) {}

  private final Target target = new Target();
  private ByteBuf in = Unpooled.EMPTY_BUFFER;
  private int start;
  private int startEnd;
  private int fields;

  /**
   * Starts to read a head, until {@link #forget} is called.
   *
   * @param bytes on loan; may start with empty lines, and ends with the head
   */
  Head read(ByteBuf bytes) {
    in = bytes;
    start = in.readerIndex();
    start = Grammar.skipLineEnds(in, start, in.writerIndex());
    fields = lineEnd(start) + 1;
    startEnd = LineEnd.withoutCr(in, start, fields - 1);
    return this;
  }

  /** Returns the loan of the bytes. */
  void forget() {
    in = Unpooled.EMPTY_BUFFER;
  }

  /** Returns the index of the LF that ends a line. */
  private int lineEnd(int from) {
    return in.indexOf(from, in.writerIndex(), Octets.LF);
  }

  /** The bytes of the head, only for reading. */
  ByteBuf in() {
    return in;
  }

  /** Start of the first line. */
  int start() {
    return start;
  }

  /** Start of the first header line. */
  int fields() {
    return fields;
  }

  /** End of a request's method. */
  int methodEnd() {
    return in.indexOf(start, startEnd, (byte) ' ');
  }

  /** The target of a request. Valid until the next call. */
  Target target() {
    int from = methodEnd() + 1;
    target.read(in, from, in.indexOf(from, startEnd, (byte) ' '));
    return target;
  }

  /** Returns the first header line; null if there is none. */
  @Nullable Field first() {
    return at(fields);
  }

  /** Returns the line after a header line; null if it is the last one. */
  @Nullable Field after(Field field) {
    return at(field.next);
  }

  private @Nullable Field at(int from) {
    int lf = lineEnd(from);
    int end = LineEnd.withoutCr(in, from, lf);
    if (end == from) {
      return null;
    }
    int colon = in.indexOf(from, end, (byte) ':');
    int value = Octets.skipBlanks(in, colon + 1, end);
    return new Field(from, colon, value, Octets.dropBlanks(in, value, end), lf + 1);
  }

  /**
   * Returns the values of all fields with a name, joined with commas (RFC 9110, section 5.2); null
   * if there are none.
   *
   * @param name in any case
   */
  @Nullable String value(String name) {
    String joined = null;
    for (int from = fields, lf; ; from = lf + 1) {
      lf = lineEnd(from);
      int end = LineEnd.withoutCr(in, from, lf);
      if (end == from) {
        return joined;
      }
      int colon = in.indexOf(from, end, (byte) ':');
      if (Octets.areAnyCase(in, from, colon, name)) {
        int begin = Octets.skipBlanks(in, colon + 1, end);
        String value = text(begin, Octets.dropBlanks(in, begin, end));
        joined = joined == null ? value : joined + ", " + value;
      }
    }
  }

  /** Returns the bytes between two indices as text, one character per byte. */
  String text(int from, int to) {
    return in.toString(from, to - from, StandardCharsets.ISO_8859_1);
  }
}
