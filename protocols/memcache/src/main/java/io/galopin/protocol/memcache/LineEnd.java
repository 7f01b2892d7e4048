package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line, looking at each byte once in however many pieces the line comes. Lines
 * end with LF; memcached does not insist on the CR before it.
 */
final class LineEnd {

  /** The line has not ended yet. */
  static final int NOT_YET = -1;

  private int searched;

  /**
   * Looks for the end of the line at the reader's index.
   *
   * @param most how long it may be, its LF included
   * @return the index of the LF, or {@link #NOT_YET}
   * @throws Malformed if it is longer
   */
  int find(ByteBuf in, int most) throws Malformed {
    int from = in.readerIndex();
    int end = from + Math.min(in.readableBytes(), most);
    int lf = in.indexOf(from + searched, end, Octets.LF);
    if (lf >= 0) {
      searched = 0;
      return lf;
    }
    searched = end - from;
    if (searched == most) {
      throw new Malformed(Flaw.LONG_LINE);
    }
    return NOT_YET;
  }
}
