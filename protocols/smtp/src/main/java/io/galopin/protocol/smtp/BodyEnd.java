package io.galopin.protocol.smtp;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a mail after DATA: a dot on a line of its own, between CR LF and CR LF.
 *
 * <pre>
 *   lines… CR LF . CR LF
 *               └──────┘ the last piece
 * </pre>
 *
 * <p>Some servers take a dot between other line ends for the end, too, and others do not. Such a
 * dot is refused, or passes if the user says so.
 */
final class BodyEnd {

  private static final Cut LAST = Cut.body(3, true);

  private final boolean bareLf;

  /** The last two bytes before those that come next. */
  private byte beforeLast;

  private byte last;

  /**
   * Not in a body yet.
   *
   * @param bareLf whether dots between other line ends pass
   */
  BodyEnd(boolean bareLf) {
    this.bareLf = bareLf;
  }

  /** A body begins, behind the CR LF of its command. */
  void begin() {
    beforeLast = Octets.CR;
    last = Octets.LF;
  }

  Cut cut(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int end = in.writerIndex();
    for (int dot = LoneDots.find(in, from, end, LoneDots.isLineEnd(last));
        dot >= 0;
        dot = LoneDots.find(in, dot + 1, end, false)) {
      if (isUndecided(in, dot, end)) {
        return dot == from ? Cut.more() : pass(in, dot);
      }
      boolean lineEnds = in.getByte(dot + 1) == Octets.CR && in.getByte(dot + 2) == Octets.LF;
      if (lineEnds && isBehindCrLf(in, from, dot)) {
        return dot == from ? LAST : pass(in, dot);
      }
      if (!bareLf) {
        // What came before goes on; the caller asks again about the dot.
        if (dot > from) {
          return pass(in, dot);
        }
        throw new Flawed(Flaw.BARE_DOT);
      }
    }
    return pass(in, end);
  }

  /** Whether the bytes behind the dot, which decide about it, have not come. */
  private static boolean isUndecided(ByteBuf in, int dot, int end) {
    return dot + 1 == end || (in.getByte(dot + 1) == Octets.CR && dot + 2 == end);
  }

  private boolean isBehindCrLf(ByteBuf in, int from, int dot) {
    byte first = dot > from ? in.getByte(dot - 1) : last;
    byte second = dot > from + 1 ? in.getByte(dot - 2) : dot > from ? last : beforeLast;
    return first == Octets.LF && second == Octets.CR;
  }

  private Cut pass(ByteBuf in, int end) {
    int length = end - in.readerIndex();
    beforeLast = length > 1 ? in.getByte(end - 2) : last;
    last = in.getByte(end - 1);
    return Cut.body(length, false);
  }
}
