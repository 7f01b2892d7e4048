package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a chunked body: RFC 9112, section 7.1.
 *
 * <pre>
 *   SIZE     1a;extension CR LF
 *   DATA     26 bytes
 *   DATA_END CR LF                 and again from SIZE; after a size of 0:
 *   TRAILER  (field line CR LF)* CR LF
 * </pre>
 */
final class ChunkScanner {

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    ENDED
  }

  /** This many hexadecimal digits always fit into a long. */
  private static final int MOST_DIGITS = 15;

  /** This many hexadecimal digits fit into 64 bits, with which everybody counts. */
  private static final int MOST_DIGITS_OF_REPLY = 16;

  private final Limits limits;
  private final boolean ofReplies;
  private final LineEnd lineEnd = new LineEnd();
  private State state = State.ENDED;
  private long remaining;
  private int trailer;

  ChunkScanner(Limits limits, boolean ofReplies) {
    this.limits = limits;
    this.ofReplies = ofReplies;
  }

  void begin() {
    state = State.SIZE;
    trailer = 0;
  }

  boolean ended() {
    return state == State.ENDED;
  }

  /** Whether the next byte is payload. */
  boolean inData() {
    return state == State.DATA;
  }

  /**
   * Scans on in the body at the reader index.
   *
   * @return how many bytes of the body were scanned; 0 if more are needed
   */
  int scan(ByteBuf in) throws Flawed {
    int length = 0;
    int part;
    do {
      part = scan(in, in.readerIndex() + length, inData());
      length += part;
    } while (part > 0);
    return length;
  }

  /** Like {@link #scan}, but stops where payload begins or ends. */
  int scanPart(ByteBuf in) throws Flawed {
    return scan(in, in.readerIndex(), inData());
  }

  private int scan(ByteBuf in, int from, boolean data) throws Flawed {
    int at = from;
    while (at < in.writerIndex() && state != State.ENDED && inData() == data) {
      int next =
          switch (state) {
            case SIZE -> size(in, at);
            case DATA -> data(in, at);
            case DATA_END -> dataEnd(in, at);
            case TRAILER -> trailer(in, at);
            case ENDED -> at;
          };
      if (next == at) {
        break;
      }
      at = next;
    }
    return at - from;
  }

  private int size(ByteBuf in, int from) throws Flawed {
    int lf = lineEnd.find(in, from, limits.line());
    if (lf == LineEnd.TOO_LONG) {
      throw new Flawed(Flaw.LONG_CHUNK_LINE);
    }
    if (lf == LineEnd.NOT_YET) {
      return from;
    }
    int end = endOf(in, from, lf);
    int at = from;
    long size = 0;
    int digit = digit(in, at);
    int most = ofReplies ? MOST_DIGITS_OF_REPLY : MOST_DIGITS;
    while (digit >= 0 && at - from < most) {
      size = 16 * size + digit;
      digit = digit(in, ++at);
    }
    // The grammar allows white space here (RFC 9112, section 7.1.1). Servers read it differently,
    // but clients agree.
    int next = ofReplies && at > from ? Octets.skipBlanks(in, at, end) : at;
    if (at == from || size < 0 || (next < end && in.getByte(next) != ';')) {
      throw new Flawed(Flaw.CHUNK_SIZE);
    }
    FieldLine.checkValue(in, at, end, Grammar.VALUE);
    remaining = size;
    state = size == 0 ? State.TRAILER : State.DATA;
    return lf + 1;
  }

  /** Returns the index of the CR before a line's LF. */
  private static int endOf(ByteBuf in, int from, int lf) throws Flawed {
    int end = LineEnd.withoutCr(in, from, lf);
    if (end == lf) {
      throw new Flawed(Flaw.BARE_LF);
    }
    return end;
  }

  private static int digit(ByteBuf in, int at) {
    return Character.digit(in.getByte(at), 16);
  }

  private int data(ByteBuf in, int from) {
    int length = (int) Math.min(remaining, in.writerIndex() - from);
    remaining -= length;
    if (remaining == 0) {
      state = State.DATA_END;
    }
    return from + length;
  }

  private int dataEnd(ByteBuf in, int from) throws Flawed {
    int length = Math.min(2, in.writerIndex() - from);
    if (!Octets.begin(in, from, from + length, "\r\n")) {
      throw new Flawed(Flaw.CHUNK_END);
    }
    if (length < 2) {
      return from;
    }
    state = State.SIZE;
    return from + 2;
  }

  private int trailer(ByteBuf in, int from) throws Flawed {
    int lf = lineEnd.find(in, from, Math.min(limits.line(), limits.head() - trailer));
    if (lf == LineEnd.TOO_LONG) {
      throw new Flawed(Flaw.LONG_TRAILER);
    }
    if (lf == LineEnd.NOT_YET) {
      return from;
    }
    int end = endOf(in, from, lf);
    trailer += lf + 1 - from;
    if (end == from) {
      state = State.ENDED;
    } else {
      FieldLine.check(in, from, end, Grammar.VALUE);
    }
    return lf + 1;
  }
}
