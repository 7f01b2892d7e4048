package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/** The transfer codings of one message, collected from all its fields: RFC 9112, section 6.1. */
final class Codings {

  private static final String CHUNKED = "chunked";

  private int count;
  private int chunkedTimes;
  private boolean last;
  private boolean resembling;

  void clear() {
    count = 0;
    chunkedTimes = 0;
    last = false;
    resembling = false;
  }

  /**
   * Adds the value of a field.
   *
   * @return whether it is a list of codings, and chunked occurs at most once so far
   */
  boolean add(ByteBuf in, int from, int to) {
    int at = from;
    do {
      int comma = Grammar.nextComma(in, at, to);
      int first = Octets.skipBlanks(in, at, comma);
      int end = Octets.dropBlanks(in, first, comma);
      last = Octets.areAnyCase(in, first, end, CHUNKED);
      resembling |= !last && Octets.haveAnyCase(in, first, end, CHUNKED);
      count++;
      if (last) {
        chunkedTimes++;
      }
      if (first == end || chunkedTimes > 1) {
        return false;
      }
      at = comma + 1;
    } while (at <= to);
    return true;
  }

  boolean any() {
    return count > 0;
  }

  /** Whether chunked is the last coding. */
  boolean endChunked() {
    return last;
  }

  /** Whether chunked is the only coding. */
  boolean onlyChunked() {
    return last && count == 1;
  }

  /**
   * Whether some parsers could read the codings as chunked although they are not: {@code xchunked},
   * or chunked before the end.
   */
  boolean resembleChunked() {
    return resembling || (chunkedTimes > 0 && !last);
  }
}
