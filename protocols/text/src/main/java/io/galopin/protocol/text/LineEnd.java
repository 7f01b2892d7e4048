package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/**
 * Finds where a line ends, looking at each byte once in however many pieces the line comes. Lines
 * end with LF; whether there has to be a CR before it is up to the caller. To be asked about one
 * line until its end is found, then about the next. Used by one thread.
 */
public final class LineEnd {

  /** The line has not ended yet. */
  public static final int NOT_YET = -1;

  /** The line is longer than it may be. */
  public static final int TOO_LONG = -2;

  /** How many bytes of the line have no LF among them. */
  private int searched;

  /** No line has begun. */
  public LineEnd() {}

  /**
   * Looks for the end of a line.
   *
   * @param in what was given before without a result, with more at its end
   * @param from where the line begins; another index than before if bytes before it are gone
   * @param most how long it may be, its LF included, at least 1
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

  /** Forgets a line whose end has not been found. */
  public void forget() {
    searched = 0;
  }

  /**
   * Where the text of a line ends: at the CR before its LF, or at the LF if there is none.
   *
   * @param from where the line begins
   * @param lf the index of its LF
   */
  public static int withoutCr(ByteBuf in, int from, int lf) {
    return lf > from && in.getByte(lf - 1) == Octets.CR ? lf - 1 : lf;
  }
}
