package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * Finds dots between line ends of any kind. It looks at eight bytes at a time, so that it takes as
 * long for dots or short lines as for prose. In a word, the first byte is the lowest one.
 *
 * <pre>
 *   bytes            a  CR LF  .  CR LF  b  .
 *   line ends        -  x  x   -  x  x   -  -
 *   one later        ?  -  x   x  -  x   x  -      behind a line end
 *   one earlier      x  x  -   x  x  -   -  ?      before one
 *   dots             -  -  -   x  -  -   -  x
 * </pre>
 */
final class LoneDots {

  private static final int WORD = Long.BYTES;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 1L << 63;

  private LoneDots() {}

  /**
   * Returns the first dot that is behind a line end and not before another byte than one of a line
   * end.
   *
   * @param behindLineEnd whether the byte before {@code from} belongs to a line end
   * @return negative if there is none
   */
  static int find(ByteBuf in, int from, int to, boolean behindLineEnd) {
    int at = from;
    long before = behindLineEnd ? 0x80 : 0;
    for (; at <= to - WORD; at += WORD) {
      long word = in.getLongLE(at);
      long lineEnds = equal(word, Octets.CR) | equal(word, Octets.LF);
      // What is behind the last byte is not known here.
      long alone = (lineEnds << 8 | before) & (lineEnds >>> 8 | HIGHEST) & equal(word, (byte) '.');
      if (alone != 0) {
        int dot = at + (Long.numberOfTrailingZeros(alone) >>> 3);
        if (dot + 1 == to || isLineEnd(in.getByte(dot + 1))) {
          return dot;
        }
      }
      before = lineEnds >>> 56;
    }
    boolean behind = before != 0;
    for (; at < to; at++) {
      byte next = in.getByte(at);
      if (behind && next == '.' && (at + 1 == to || isLineEnd(in.getByte(at + 1)))) {
        return at;
      }
      behind = isLineEnd(next);
    }
    return -1;
  }

  /** Returns 0x80 in each byte that has this value, and 0 in the others. */
  private static long equal(long word, byte value) {
    long zeros = word ^ value * ONES;
    return ~((zeros & LOW_BITS) + LOW_BITS | zeros | LOW_BITS);
  }

  static boolean isLineEnd(byte value) {
    return value == Octets.CR || value == Octets.LF;
  }
}
