package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Finds the end of one reply, in whatever pieces it comes. A line ends with an LF; clients do not
 * ask for the CR before it.
 *
 * <pre>
 *   250-text CR LF
 *   250-text CR LF
 *   250 text CR LF     or 250 CR LF
 *   └──┘ not payload
 * </pre>
 */
final class ReplyScanner {

  private static final int STATUS = 3;

  private final int most;

  /** How many bytes of the current line's status and separator have been seen. */
  private int column;

  private boolean lastLine;
  private boolean payload;
  private boolean active;
  private int length;

  /**
   * Not in a reply yet.
   *
   * @param most the most bytes of a reply
   */
  ReplyScanner(int most) {
    this.most = most;
  }

  /** A reply begins. */
  void begin() {
    column = 0;
    lastLine = false;
    active = true;
    length = 0;
  }

  /** Forgets a reply that has not ended. */
  void forget() {
    active = false;
  }

  /** Whether a reply has begun and not ended. */
  boolean active() {
    return active;
  }

  /** Whether the bytes that were scanned last are payload. */
  boolean payload() {
    return payload;
  }

  /**
   * Scans up to the end of the reply or of the bytes.
   *
   * @param apart whether to stop where payload begins or ends
   * @return the index after the last byte that was scanned
   */
  int scan(ByteBuf in, int from, int to, boolean apart) throws Flawed {
    int at = from;
    payload = false;
    boolean stop = false;
    while (at < to && active && !stop) {
      if (column <= STATUS) {
        at = scanPrefix(in, at, to);
        stop = apart && column > STATUS && at < to && !isLineEnd(in.getByte(at));
      } else if (apart) {
        payload = !isLineEnd(in.getByte(at));
        at = payload ? scanText(in, at, to) : scanLineEnd(in, at, to);
        stop = true;
      } else {
        int lf = in.indexOf(at, to, Octets.LF);
        at = lf < 0 ? to : endLine(lf);
      }
    }
    count(at - from);
    return at;
  }

  private void count(int bytes) throws Flawed {
    if (bytes > most - length) {
      throw new Flawed(Flaw.LONG_REPLY);
    }
    length += bytes;
  }

  private static boolean isLineEnd(byte value) {
    return value == Octets.CR || value == Octets.LF;
  }

  private int scanPrefix(ByteBuf in, int from, int to) throws Flawed {
    int at = from;
    while (at < to && column <= STATUS) {
      byte next = in.getByte(at);
      if (column < STATUS) {
        checkDigit(next);
        at++;
      } else {
        lastLine = next != '-';
        at += isLineEnd(next) ? 0 : 1;
      }
      column++;
    }
    return at;
  }

  private void checkDigit(byte digit) throws Flawed {
    if (!Octets.isDigit(digit) || (column == 0 && (digit < '1' || digit > '5'))) {
      throw new Flawed(Flaw.NO_STATUS);
    }
  }

  private static int scanText(ByteBuf in, int from, int to) {
    int end = in.forEachByte(from, to - from, ByteProcessor.FIND_CRLF);
    return end < 0 ? to : end;
  }

  private int scanLineEnd(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && isLineEnd(in.getByte(at))) {
      if (in.getByte(at) == Octets.LF) {
        return endLine(at);
      }
      at++;
    }
    return at;
  }

  private int endLine(int lf) {
    column = 0;
    active = !lastLine;
    return lf + 1;
  }
}
