package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A packet that says OK, or that ends rows.
 *
 * <pre>
 *   OK:   0 or 0xFE | changed rows, n | last id, n | status, 2 | warnings, 2
 *         [| info, text] [| changes of the session: (type, 1 | text)*]
 *   EOF:  0xFE | warnings, 2 | status, 2
 * </pre>
 *
 * @param affectedRows how many rows were changed
 * @param status the server's flags
 * @param statusAt where they are, from the packet's beginning
 * @param changesAt where the length of the session's changes is; 0 if there are none
 * @param database the database that is used from now on; null if it did not change
 * @param texts in which set of characters the client writes from now on; null if it did not change
 * @param redirects whether the server sends the client elsewhere
 */
record Ok(
    long affectedRows,
    int status,
    int statusAt,
    int changesAt,
    @Nullable String database,
    @Nullable CharacterSet texts,
    boolean redirects) {

  static final int IN_TRANSACTION = 1;
  static final int MORE_RESULTS = 1 << 3;
  static final int CURSOR_EXISTS = 1 << 6;
  static final int NO_BACKSLASH_ESCAPES = 1 << 9;
  static final int SESSION_CHANGED = 1 << 14;

  /** MariaDB's. */
  static final int ANSI_QUOTES = 1 << 15;

  private static final int EOF_LENGTH = 5;
  private static final int VARIABLE = 0;
  private static final int SCHEMA = 1;
  private static final String REDIRECT = "redirect_url";
  private static final String TEXTS = "character_set_client";

  /** Reads a whole packet. */
  static Ok of(ByteBuf in, int at, Capabilities agreed) {
    int length = Packets.length(in, at);
    Fields fields = new Fields(in, at + Packets.HEADER + 1, at + Packets.HEADER + length);
    if (length <= EOF_LENGTH && Packets.type(in, at) == Packets.EOF) {
      fields.skip(2);
      return new Ok(0, (int) fields.integer(2), 0, 0, null, null, false);
    }
    long affected = fields.lengthEncoded();
    fields.lengthEncoded();
    int statusAt = fields.index() - at;
    int status = (int) fields.integer(2);
    fields.skip(2);
    if (!agreed.has(Capabilities.SESSION_TRACK) || (status & SESSION_CHANGED) == 0) {
      return new Ok(affected, status, statusAt, 0, null, null, false);
    }
    fields.skip(fields.lengthEncoded());
    int changesAt = fields.index() - at;
    long changes = fields.lengthEncoded();
    Fields each = fields(in, fields, changes);
    String database = null;
    CharacterSet texts = null;
    boolean redirects = false;
    while (!each.atEnd() && !each.broken()) {
      int type = (int) each.integer(1);
      Fields change = fields(in, each, each.lengthEncoded());
      if (type == SCHEMA) {
        database = change.lengthEncodedText();
      } else if (type == VARIABLE) {
        while (!change.atEnd() && !change.broken()) {
          String name = change.lengthEncodedText();
          String value = change.lengthEncodedText();
          redirects |= name.equalsIgnoreCase(REDIRECT);
          texts = name.equalsIgnoreCase(TEXTS) ? CharacterSet.named(value) : texts;
        }
      }
    }
    return new Ok(affected, status, statusAt, changesAt, database, texts, redirects);
  }

  /** Returns the fields in the next bytes, and skips them. */
  private static Fields fields(ByteBuf in, Fields fields, long length) {
    int from = fields.index();
    fields.skip(length);
    return new Fields(in, from, fields.index());
  }

  private static boolean redirects(Fields change) {
    while (!change.atEnd() && !change.broken()) {
      if (change.lengthEncodedText().equalsIgnoreCase(REDIRECT)) {
        return true;
      }
      change.skip(change.lengthEncoded());
    }
    return false;
  }

  boolean has(int flag) {
    return (status & flag) != 0;
  }

  /**
   * Returns the packet without the change that sends the client elsewhere.
   *
   * @return owned by the caller
   */
  ByteBuf withoutRedirect(ByteBuf in, int at, ByteBufAllocator allocator) {
    int end = at + Packets.HEADER + Packets.length(in, at);
    ByteBuf kept = allocator.buffer();
    Fields fields = new Fields(in, at + changesAt, end);
    Fields each = fields(in, fields, fields.lengthEncoded());
    while (!each.atEnd() && !each.broken()) {
      int from = each.index();
      int type = (int) each.integer(1);
      Fields change = fields(in, each, each.lengthEncoded());
      if (type != VARIABLE || !redirects(change)) {
        kept.writeBytes(in, from, each.index() - from);
      }
    }
    ByteBuf changed = allocator.buffer(end - at).writeBytes(in, at, changesAt);
    if (kept.isReadable()) {
      Writing.lengthEncoded(changed, kept.readableBytes());
      changed.writeBytes(kept);
    } else {
      changed.setShortLE(changed.readerIndex() + statusAt, status & ~SESSION_CHANGED);
    }
    kept.release();
    changed.setMediumLE(changed.readerIndex(), changed.readableBytes() - Packets.HEADER);
    return changed;
  }
}
