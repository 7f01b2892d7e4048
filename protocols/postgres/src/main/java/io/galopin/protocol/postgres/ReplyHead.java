package io.galopin.protocol.postgres;

import io.netty.buffer.ByteBuf;

/**
 * Finds where the head of a reply ends: before the first row; behind the end of a statement, which
 * is not that of a {@linkplain PostgresRequest.Prelude prelude}; or where it becomes too large.
 */
final class ReplyHead {

  /** What stands before the values of a row. */
  private static final int ROW_HEADER = Wire.HEADER + 2;

  private final Limits limits;
  private int scanned;
  private int messages;
  private int completions;
  private byte ending;
  private long left;
  private boolean inRow;

  ReplyHead(Limits limits) {
    this.limits = limits;
  }

  /** Whether no byte of the next reply was seen yet. */
  boolean isNew() {
    return scanned == 0;
  }

  /**
   * Returns the length of the head at the beginning of {@code in}; 0 if more bytes are needed. The
   * same bytes must be passed again then.
   *
   * @param substitute whether this is no reply to the request, but to what the backend got in its
   *     place: then the head goes on to ReadyForQuery, if nothing unasked is between
   */
  int scan(ByteBuf in, PostgresRequest request, boolean substitute) throws Flaw {
    PostgresRequest.Prelude prelude = request.prelude();
    int passed = prelude == null || substitute ? 0 : prelude.count();
    while (true) {
      int at = in.readerIndex() + scanned;
      int room = limits.head() - scanned;
      if (room < Wire.HEADER) {
        return end((byte) 0, scanned);
      }
      int readable = in.writerIndex() - at;
      if (readable < Wire.HEADER) {
        return 0;
      }
      byte type = in.getByte(at);
      long length = Wire.length(in, at, limits.message());
      if (scanned > 0 && (isRow(type) || (substitute && isUnasked(type)))) {
        return end(isRow(type) ? type : ending, scanned);
      }
      int needed = isRow(type) ? rowHeader(type, length) : (int) Math.min(length, room);
      if (readable < needed) {
        return 0;
      }
      if (length > needed) {
        int whole = scanned + needed;
        end(type, whole);
        left = length - needed;
        inRow = type == 'D';
        return whole;
      }
      scanned += needed;
      messages += PostgresNotice.is(type) ? 0 : 1;
      if (ends(type, passed, substitute) || (!substitute && request.satisfiedBy(messages))) {
        return end(type, scanned);
      }
    }
  }

  private static boolean isRow(byte type) {
    return type == 'D' || type == 'd';
  }

  private static int rowHeader(byte type, long length) {
    return (int) Math.min(length, type == 'D' ? ROW_HEADER : Wire.HEADER);
  }

  private static boolean isUnasked(byte type) {
    return type == 'A' || type == 'S';
  }

  private boolean ends(byte type, int passed, boolean substitute) {
    if (substitute) {
      ending = type;
      return type == 'Z';
    }
    return switch (type) {
      case 'C' -> ++completions > passed;
      case 'E', 'I', 's', 'V', 'Z', 'G', 'H', 'W' -> true;
      default -> false;
    };
  }

  private int end(byte type, int length) {
    ending = type;
    scanned = 0;
    completions = 0;
    messages = 0;
    left = 0;
    inRow = false;
    return length;
  }

  PostgresReply reply() {
    return PostgresReply.of(ending);
  }

  /** Whether the reply ends with the head. */
  boolean endsReply() {
    return ending == 'Z' || (ending == 'W' && left == 0);
  }

  /** Whether the head ends within a row. */
  boolean inRow() {
    return inRow;
  }

  /** How many bytes of a message follow the head. */
  long left() {
    return left;
  }
}
