package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line, looking at each byte once in however many pieces the line comes. Lines
 * end with LF; memcached does not insist on the CR before it.
 */
final class LineEnd {

  /** The line has not ended yet. */
  static final int NOT_YET = -1;

  /** The line is longer than it may be. */
  static final int TOO_LONG = -2;

  private int searched;

  /**
   * Looks for the end of the line at the reader's index.
   *
   * @param most how long it may be, its LF included
   * @return the index of the LF, {@link #NOT_YET} or, once, {@link #TOO_LONG}
   */
  int find(ByteBuf in, int most) {
    int from = in.readerIndex();
    int end = from + Math.min(in.readableBytes(), most);
    int lf = in.indexOf(from + searched, end, Octets.LF);
    if (lf >= 0) {
      searched = 0;
      return lf;
    }
    searched = end - from;
    if (searched == most) {
      searched = 0;
      return TOO_LONG;
    }
    return NOT_YET;
  }
}
