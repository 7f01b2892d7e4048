package io.galopin.protocol.mysql;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of results, from behind the first packet of a reply. Rows are only counted past:
 * nothing is created for one.
 *
 * <pre>
 *   FIRST: OK | ERR | 0xFB | column count
 *     └─► COLUMNS (column)* ─► COLUMNS_END [EOF] ─► ROWS (row)* ─► EOF | OK | ERR
 *                                                                   └─ more results ─► FIRST
 *   a prepared statement: PARAMETERS (column)* [EOF] (column)* [EOF]
 * </pre>
 */
final class ResultScanner {

  private enum Stage {
    DONE,
    FIRST,
    COLUMNS,
    COLUMNS_END,
    ROWS,
    PARAMETERS,
    PARAMETERS_END,
    PREPARED,
    PREPARED_END
  }

  /** The length from which a packet that begins with 0xFE is a row, if EOFs are not outdated. */
  private static final int LONGEST_EOF = 9;

  private static final int PREPARED_LENGTH = 12;

  private final Limits limits;
  private final Facts facts;
  private final Pairing pairing;
  private Stage stage = Stage.DONE;

  /** How many descriptions of columns are still to come. */
  private long columns;

  /** How many follow those of parameters. */
  private long columnsAfter;

  /** The bytes of the current packet that are still to come. */
  private int left;

  /** Whether the current packet goes on in the next one. */
  private boolean goesOn;

  /** Whether the current packet is a row. */
  private boolean row;

  ResultScanner(Limits limits, Facts facts, Pairing pairing) {
    this.limits = limits;
    this.facts = facts;
    this.pairing = pairing;
  }

  /** Whether more belongs to the reply. */
  boolean active() {
    return stage != Stage.DONE || left > 0 || goesOn;
  }

  /** Another result follows. */
  void more() {
    stage = Stage.FIRST;
  }

  /** A packet with the number of columns has come. */
  void columns(ByteBuf in, int at) throws Flaw {
    int end = at + Packets.HEADER + Packets.length(in, at);
    Fields fields = new Fields(in, at + Packets.HEADER, end);
    columns = fields.lengthEncoded();
    boolean described = !facts.agreed().saysMetadata() || fields.atEnd() || fields.integer(1) != 0;
    if (columns <= 0 || fields.broken()) {
      throw new Flaw("a result has no columns");
    }
    columns = described ? columns : 0;
    stage = columns > 0 ? Stage.COLUMNS : afterColumns();
  }

  private boolean hasEnds() {
    return !facts.agreed().has(Capabilities.DEPRECATE_EOF);
  }

  private Stage afterColumns() {
    return hasEnds() ? Stage.COLUMNS_END : Stage.ROWS;
  }

  /** A packet with the number of a prepared statement has come. */
  void prepared(ByteBuf in, int at) throws Flaw {
    int length = Packets.length(in, at);
    if (length < PREPARED_LENGTH || Packets.type(in, at) != Packets.OK) {
      throw new Flaw("a prepared statement has no number");
    }
    int payload = at + Packets.HEADER;
    boolean optional = facts.agreed().has(Capabilities.OPTIONAL_METADATA);
    boolean described =
        !optional || length == PREPARED_LENGTH || in.getByte(payload + PREPARED_LENGTH) != 0;
    columnsAfter = described ? in.getUnsignedShortLE(payload + 5) : 0;
    columns = described ? in.getUnsignedShortLE(payload + 7) : 0;
    stage = Stage.PARAMETERS;
    if (columns == 0) {
      afterParameters();
    }
  }

  private void afterParameters() {
    columns = columnsAfter;
    stage = columns > 0 ? Stage.PREPARED : Stage.DONE;
  }

  /** Whether a packet ends rows. Its first byte must be there, if it has one. */
  boolean ends(ByteBuf in, int at) {
    int type = Packets.type(in, at);
    return type == Packets.ERROR
        || (type == Packets.EOF
            && Packets.length(in, at) < (hasEnds() ? LONGEST_EOF : Packets.MOST));
  }

  /** The header of a row that is the first of a reply has come. */
  void row(ByteBuf in, int at) {
    stage = Stage.ROWS;
    row = true;
    begin(Packets.length(in, at));
  }

  private void begin(int length) {
    left = length;
    goesOn = length == Packets.MOST;
  }

  /** Cuts what belongs to the reply. */
  Cut cut(ByteBuf in) throws Flaw {
    boolean apart = pairing.payloadMatters();
    int from = in.readerIndex();
    int to = in.writerIndex();
    if (apart && left > 0) {
      int length = skip(from, to);
      return row ? Cut.body(length, !active()) : Cut.framing(length, !active());
    }
    int at = from;
    do {
      at += skip(at, to);
      if (to - at < Packets.HEADER || !active()) {
        break;
      }
      int length = Packets.length(in, at);
      if (!goesOn) {
        if (length > 0 && to - at == Packets.HEADER) {
          break;
        }
        if (isWatched(in, at)) {
          return at > from ? body(apart, at - from, false) : watched(in, apart);
        }
        counted();
      }
      begin(length);
      at += Packets.HEADER;
    } while (!apart);
    return at > from ? body(apart, at - from, !active()) : Cut.more();
  }

  private static Cut body(boolean framing, int length, boolean last) {
    return framing ? Cut.framing(length, last) : Cut.body(length, last);
  }

  private int skip(int at, int to) {
    int length = Math.min(left, to - at);
    left -= length;
    return length;
  }

  /** Whether a packet has to be read as a whole. */
  private boolean isWatched(ByteBuf in, int at) {
    return switch (stage) {
      case FIRST, COLUMNS_END, PARAMETERS_END, PREPARED_END -> true;
      case ROWS -> ends(in, at);
      default -> Packets.type(in, at) == Packets.ERROR;
    };
  }

  /** A description of a column begins, or a row. */
  private void counted() {
    row = stage == Stage.ROWS;
    if (row || --columns > 0) {
      return;
    }
    switch (stage) {
      case COLUMNS -> stage = afterColumns();
      case PARAMETERS -> {
        if (hasEnds()) {
          stage = Stage.PARAMETERS_END;
        } else {
          afterParameters();
        }
      }
      default -> stage = hasEnds() ? Stage.PREPARED_END : Stage.DONE;
    }
  }

  private Cut watched(ByteBuf in, boolean apart) throws Flaw {
    int at = in.readerIndex();
    if (!Packets.isWhole(in, at, limits.packet())) {
      return Cut.more();
    }
    int whole = Packets.HEADER + Packets.length(in, at);
    int type = Packets.type(in, at);
    if (type == Packets.ERROR) {
      int code = Packets.errorCode(in, at);
      if (stage != Stage.FIRST || !facts.isProgress(code)) {
        stage = Stage.DONE;
        facts.failed(code);
      }
      return body(apart, whole, !active());
    }
    if (stage == Stage.FIRST && type != Packets.OK) {
      first(in, at, type);
      return body(apart, whole, false);
    }
    if (stage != Stage.FIRST && type != Packets.EOF) {
      throw new Flaw("the end of the columns is missing");
    }
    Ok ok = Ok.of(in, at, facts.agreed());
    ended(ok);
    return ok.redirects()
        ? Cut.framing(whole, !active()).replacedBy(ok.withoutRedirect(in, at, in.alloc()))
        : body(apart, whole, !active());
  }

  private void first(ByteBuf in, int at, int type) throws Flaw {
    if (type == Packets.FILE) {
      facts.phase(Facts.Phase.FILE);
    } else {
      columns(in, at);
    }
  }

  private void ended(Ok ok) {
    switch (stage) {
      case COLUMNS_END -> {
        stage = ok.has(Ok.CURSOR_EXISTS) ? Stage.DONE : Stage.ROWS;
        facts.said(ok);
      }
      case PARAMETERS_END -> afterParameters();
      case PREPARED_END -> stage = Stage.DONE;
      default -> {
        stage = ok.has(Ok.MORE_RESULTS) ? Stage.FIRST : Stage.DONE;
        facts.said(ok);
      }
    }
  }
}
