package io.galopin.protocol.http;

import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A whole head that a scanner has found to be well-formed, read again because somebody asks for a
 * part of it. Used for one head after the other.
 */
final class Head {

  /** One header line, by index; the value without blanks around it. */
  record Field(int from, int nameEnd, int value, int valueEnd, int next) {}

  private final Target target = new Target();
  private ByteBuf in = Unpooled.EMPTY_BUFFER;
  private int start;
  private int startEnd;
  private int fields;

  /**
   * It is about this head from now on, until the bytes are taken back.
   *
   * @param bytes lent: empty lines before the head among them, and nothing behind it
   */
  Head read(ByteBuf bytes) {
    in = bytes;
    start = in.readerIndex();
    start = Grammar.skipLineEnds(in, start, in.writerIndex());
    fields = lineEnd(start) + 1;
    startEnd = LineEnd.withoutCr(in, start, fields - 1);
    return this;
  }

  /** The bytes are taken back. */
  void forget() {
    in = Unpooled.EMPTY_BUFFER;
  }

  /** The index of the LF that ends the line. */
  private int lineEnd(int from) {
    return in.indexOf(from, in.writerIndex(), Octets.LF);
  }

  /** Its bytes, for reading. */
  ByteBuf in() {
    return in;
  }

  /** Where the first line begins. */
  int start() {
    return start;
  }

  /** Where the first header line begins. */
  int fields() {
    return fields;
  }

  /** Where the method of a request ends. */
  int methodEnd() {
    return in.indexOf(start, startEnd, (byte) ' ');
  }

  /** The target of a request, until the next call. */
  Target target() {
    int from = methodEnd() + 1;
    target.read(in, from, in.indexOf(from, startEnd, (byte) ' '));
    return target;
  }

  /** The first header line; null if there is none. */
  @Nullable Field first() {
    return at(fields);
  }

  /** The line behind a header line; null if that is the last. */
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
   * The values of all fields of a name, with commas between (RFC 9110, section 5.2); null if there
   * is none.
   *
   * @param name in whatever case
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

  /** The bytes between two indices, one character each. */
  String text(int from, int to) {
    return in.toString(from, to - from, StandardCharsets.ISO_8859_1);
  }
}
