package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** The grammar of one header or trailer line: RFC 9112, section 5. */
final class FieldLine {

  private FieldLine() {}

  /**
   * Checks a line.
   *
   * @param to the index of its end
   * @param value accepts the bytes that may be in a value
   * @return the index of its colon
   */
  static int check(ByteBuf in, int from, int to, ByteProcessor value) throws Flawed {
    if (Octets.isBlank(in.getByte(from))) {
      throw new Flawed(Flaw.FOLD);
    }
    int colon = in.forEachByte(from, to - from, Grammar.TOKEN);
    if (colon < 0) {
      throw new Flawed(Flaw.NO_COLON);
    }
    if (in.getByte(colon) != ':') {
      int next = Octets.skipBlanks(in, colon, to);
      boolean spaced = next > colon && next < to && in.getByte(next) == ':';
      throw new Flawed(
          spaced
              ? Flaw.SPACE_BEFORE_COLON
              : in.indexOf(colon, to, (byte) ':') < 0 ? Flaw.NO_COLON : Flaw.FIELD_NAME);
    }
    if (colon == from) {
      throw new Flawed(Flaw.FIELD_NAME);
    }
    checkValue(in, colon + 1, to, value);
    return colon;
  }

  /** Checks that all bytes between two indices may be in a value. */
  static void checkValue(ByteBuf in, int from, int to, ByteProcessor value) throws Flawed {
    int bad = in.forEachByte(from, to - from, value);
    if (bad >= 0) {
      throw new Flawed(in.getByte(bad) == Octets.CR ? Flaw.BARE_CR : Flaw.CONTROL);
    }
  }
}
