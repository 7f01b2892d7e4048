package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Finds the lines of heads and passes each complete line to a reader. Serves one direction of one
 * connection. Keeps offsets between calls, but no bytes.
 *
 * <pre>
 *   (CR LF){0,4}  start line CR LF  (field line CR LF)*  CR LF
 * </pre>
 *
 * <p>Up to four empty lines before a message are part of its head and are forwarded with it.
 * Servers skip them (RFC 9112, section 2.2), because some old clients send one after a body. Some
 * old servers do so, too. In replies, lines may end with only LF.
 */
final class HeadScanner {

  /** Reads the lines of one head. Indices are valid during the call. */
  interface Reader {

    /**
     * Reads the first line, without its end. It starts a new head, so the reader forgets the last
     * one.
     */
    void startLine(ByteBuf in, int from, int to) throws Flawed;

    /** Reads a header whose grammar was checked. The value has no blanks around it. */
    void field(ByteBuf in, int name, int nameEnd, int value, int valueEnd) throws Flawed;
  }

  private static final int MOST_EMPTY_LINES = 4;

  private final Limits limits;
  private final Flaw longStartLine;
  private final LineEnd lineEnd = new LineEnd();

  /** Whether a line may end with only LF: RFC 9112, section 2.2. */
  private final boolean bareLf;

  private final ByteProcessor value;

  /** Start of the current line, counted from the start of the head. */
  private int line;

  private int emptyLines;
  private boolean started;

  private HeadScanner(Limits limits, Flaw longStartLine, boolean bareLf, ByteProcessor value) {
    this.limits = limits;
    this.longStartLine = longStartLine;
    this.bareLf = bareLf;
    this.value = value;
  }

  /** Scans requests. */
  static HeadScanner ofRequests(Limits limits) {
    return new HeadScanner(limits, Flaw.LONG_REQUEST_LINE, false, Grammar.VALUE);
  }

  /** Scans replies. */
  static HeadScanner ofReplies(Limits limits) {
    return new HeadScanner(limits, Flaw.LONG_LINE, true, Grammar.REPLY_VALUE);
  }

  /** Whether nothing of the next head has been read. */
  boolean atStart() {
    return line == 0;
  }

  /** Whether the first line of the next head has not been read. */
  boolean beforeStartLine() {
    return !started;
  }

  /** Whether {@code in}, which {@link #scan} has seen, consists only of empty lines. */
  boolean onlyEmptyLines(ByteBuf in) {
    return !started && line == in.readableBytes();
  }

  /**
   * Scans on in the head that starts at the reader index.
   *
   * @param in the bytes of the last call without a result, with more at the end
   * @return the length of the head, or 0 if more bytes are needed
   */
  int scan(ByteBuf in, Reader reader) throws Flawed {
    int start = in.readerIndex();
    while (true) {
      int from = start + line;
      int lf = lineEnd.find(in, from, Math.min(limits.line(), limits.head() - line));
      if (lf == LineEnd.NOT_YET) {
        return 0;
      }
      if (lf == LineEnd.TOO_LONG) {
        throw new Flawed(tooLong());
      }
      int end = LineEnd.withoutCr(in, from, lf);
      if (end == lf && !bareLf) {
        throw new Flawed(Flaw.BARE_LF);
      }
      line = lf + 1 - start;
      if (end > from) {
        read(in, from, end, reader);
      } else if (started) {
        int length = line;
        line = 0;
        emptyLines = 0;
        started = false;
        return length;
      } else if (++emptyLines > MOST_EMPTY_LINES) {
        throw new Flawed(Flaw.EMPTY_LINES);
      }
    }
  }

  private Flaw tooLong() {
    if (limits.head() - line < limits.line()) {
      return Flaw.LONG_HEAD;
    }
    return started ? Flaw.LONG_LINE : longStartLine;
  }

  private void read(ByteBuf in, int from, int end, Reader reader) throws Flawed {
    if (!started) {
      started = true;
      reader.startLine(in, from, end);
      return;
    }
    int colon = FieldLine.check(in, from, end, value);
    int first = Octets.skipBlanks(in, colon + 1, end);
    reader.field(in, from, colon, first, Octets.dropBlanks(in, first, end));
  }
}
