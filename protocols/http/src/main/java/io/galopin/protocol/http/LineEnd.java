package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line, looking at each byte once in however many pieces the line comes. To be
 * asked about one line at a time, until it is found.
 */
final class LineEnd {

  /** The line has not ended yet. */
  static final int NOT_YET = -1;

  /** The line is longer than it may be. */
  static final int TOO_LONG = -2;

  private final boolean bareLf;
  private int searched;
  private int next;

  private LineEnd(boolean bareLf) {
    this.bareLf = bareLf;
  }

  /** Lines that end with CR LF and nothing else. */
  static LineEnd strict() {
    return new LineEnd(false);
  }

  /** Lines that end with CR LF or with LF alone: RFC 9112, section 2.2. */
  static LineEnd lenient() {
    return new LineEnd(true);
  }

  /**
   * @param from where the line begins
   * @param most how long it may be, its end included
   * @return the index of the line's CR, or of its LF if there is none; {@link #NOT_YET} or {@link
   *     #TOO_LONG}
   * @throws Malformed if the line ends with LF alone and may not
   */
  int find(ByteBuf in, int from, int most) throws Malformed {
    int end = Math.min(in.writerIndex(), from + most);
    int lf = in.indexOf(from + searched, end, Octets.LF);
    if (lf < 0) {
      searched = end - from;
      return searched < most ? NOT_YET : TOO_LONG;
    }
    searched = 0;
    next = lf + 1;
    if (lf > from && in.getByte(lf - 1) == Octets.CR) {
      return lf - 1;
    }
    if (!bareLf) {
      throw new Malformed(Flaw.BARE_LF);
    }
    return lf;
  }

  /** Where the line that was found last is followed by the next. */
  int next() {
    return next;
  }
}
