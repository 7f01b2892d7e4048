package io.galopin.protocol.memcache;

import io.galopin.api.Reply;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/** The first word of a line in a reply. The first line's word stands for the reply. */
enum TextStatus implements Reply {
  VALUE(Kind.ITEM),
  STAT(Kind.ITEM),
  ITEM(Kind.ITEM),
  PREFIX(Kind.ITEM),
  /** A line of a dump of all keys. */
  DUMP(Kind.ITEM),
  END,
  STORED,
  NOT_STORED,
  EXISTS,
  NOT_FOUND,
  DELETED,
  TOUCHED,
  OK,
  RESET,
  VERSION,
  /** The new value of a counter, which is not recorded. */
  NUMBER,
  HD,
  VA,
  EN,
  NF,
  NS,
  EX,
  MN,
  ME,
  BUSY,
  ERROR(Kind.ERROR),
  CLIENT_ERROR(Kind.ERROR),
  SERVER_ERROR(Kind.ERROR),
  /** Any other line. */
  OTHER;

  private enum Kind {
    ITEM,
    ERROR,
    WHOLE
  }

  private static final TextStatus[] ALL = values();

  private final Kind kind;

  TextStatus() {
    this(Kind.WHOLE);
  }

  TextStatus(Kind kind) {
    this.kind = kind;
  }

  static TextStatus of(ByteBuf in, int from, int to) {
    if (to > from && in.getByte(from) >= '0' && in.getByte(from) <= '9') {
      return NUMBER;
    }
    for (TextStatus status : ALL) {
      if (status != DUMP && Octets.are(in, from, to, status.name())) {
        return status;
      }
    }
    boolean dump = Octets.startWith(in, from, to, "key=") || Octets.are(in, from, to, "mg");
    return dump ? DUMP : OTHER;
  }

  /** Whether more lines follow, up to one that is not an item. */
  boolean isItem() {
    return kind == Kind.ITEM;
  }

  boolean isError() {
    return kind == Kind.ERROR;
  }

  @Override
  public boolean error() {
    return isError();
  }

  @Override
  public String label() {
    return name();
  }
}
