package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line. Looks at each byte only once, even if the line arrives in pieces. Lines
 * end with LF; the caller decides whether a CR must come before it. Ask about one line until its
 * end is found, then about the next. Used by one thread.
 */
public final class LineEnd {

  /** The line has not ended yet. */
  public static final int NOT_YET = -1;

  /** The line is longer than it may be. */
  public static final int TOO_LONG = -2;

  /** How many bytes of the line were searched without finding an LF. */
  private int searched;

  /** Starts before the first line. */
  public LineEnd() {}

  /**
   * Looks for the end of a line.
   *
   * @param in the bytes of the last call without a result, with more at the end
   * @param from the start of the line; another index than before if bytes before it are gone
   * @param most the longest allowed line, including its LF, at least 1
   * @return the index of the LF, {@link #NOT_YET} or {@link #TOO_LONG}
   */
  public int find(ByteBuf in, int from, int most) {
    int end = (int) Math.min(in.writerIndex(), (long) from + most);
    int lf = in.indexOf(from + searched, end, Octets.LF);
    if (lf >= 0) {
      searched = 0;
      return lf;
    }
    searched = end - from;
    if (searched < most) {
      return NOT_YET;
    }
    searched = 0;
    return TOO_LONG;
  }

  /** Forgets the current line, whose end was not found. */
  public void forget() {
    searched = 0;
  }

  /**
   * Returns the end of a line's text: the index of the CR before its LF, or of the LF if there is
   * none.
   *
   * @param from the start of the line
   * @param lf the index of its LF
   */
  public static int withoutCr(ByteBuf in, int from, int lf) {
    return lf > from && in.getByte(lf - 1) == Octets.CR ? lf - 1 : lf;
  }
}
