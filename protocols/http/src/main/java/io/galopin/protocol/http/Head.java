package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A whole head that a scanner has found to be well-formed, read again because somebody asks for a
 * part of it. Valid as long as its bytes are lent.
 */
final class Head {

  /** One header line, by index; the value without blanks around it. */
  record Field(int from, int nameEnd, int value, int valueEnd, int next) {}

  private final ByteBuf in;
  private final int start;
  private final int startEnd;

  /**
   * A head.
   *
   * @param in its bytes, empty lines before it among them, and no others
   */
  Head(ByteBuf in) {
    this.in = in;
    int from = in.readerIndex();
    while (in.getByte(from) == Octets.CR) {
      from += 2;
    }
    this.start = from;
    this.startEnd = lineEnd(from);
  }

  /** The index of the CR that ends the line. */
  private int lineEnd(int from) {
    return in.indexOf(from, in.writerIndex(), Octets.LF) - 1;
  }

  /** Its bytes, for reading. */
  ByteBuf in() {
    return in;
  }

  /** Where the first line begins. */
  int start() {
    return start;
  }

  /** Where the first line ends, before its CR. */
  int startEnd() {
    return startEnd;
  }

  /** Where the method of a request ends. */
  int methodEnd() {
    return in.indexOf(start, startEnd, (byte) ' ');
  }

  /** The target of a request. */
  Target target() {
    int from = methodEnd() + 1;
    return Target.of(in, from, in.indexOf(from, startEnd, (byte) ' '));
  }

  /** The first header line; null if there is none. */
  @Nullable Field first() {
    return at(startEnd + 2);
  }

  /** The line behind a header line; null if that is the last. */
  @Nullable Field after(Field field) {
    return at(field.next);
  }

  private @Nullable Field at(int from) {
    int end = lineEnd(from);
    if (end == from) {
      return null;
    }
    int colon = in.indexOf(from, end, (byte) ':');
    int value = Octets.skipBlanks(in, colon + 1, end);
    return new Field(from, colon, value, Octets.dropBlanks(in, value, end), end + 2);
  }

  /**
   * The values of all fields of a name, with commas between (RFC 9110, section 5.2); null if there
   * is none.
   *
   * @param name in whatever case
   */
  @Nullable String value(String name) {
    String joined = null;
    for (Field field = first(); field != null; field = after(field)) {
      if (Octets.areAnyCase(in, field.from, field.nameEnd, name)) {
        String value = text(field.value, field.valueEnd);
        joined = joined == null ? value : joined + ", " + value;
      }
    }
    return joined;
  }

  /** The bytes between two indices, one character each. */
  String text(int from, int to) {
    return in.toString(from, to - from, StandardCharsets.ISO_8859_1);
  }
}
