package io.galopin.protocol.mysql;

import io.galopin.api.Reply;

/**
 * A reply, or an interim packet of one.
 *
 * @param kind what it is
 * @param code of an error; 0 if it is none
 * @param affectedRows how many rows were changed; -1 if the reply does not say
 * @param interim whether another one follows
 */
record MysqlReply(Kind kind, int code, long affectedRows, boolean interim) implements Reply {

  /** The kinds of replies. */
  enum Kind {
    OK("OK"),
    ERROR("ERR"),
    ROWS("rows"),
    PREPARED("prepared"),
    TEXT("text"),
    GREETING("greeting"),
    LOGIN("login"),
    FILE("LOCAL INFILE"),
    PROGRESS("progress");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  static MysqlReply of(Kind kind) {
    return new MysqlReply(kind, 0, -1, false);
  }

  static MysqlReply interim(Kind kind) {
    return new MysqlReply(kind, 0, -1, true);
  }

  static MysqlReply error(int code) {
    return new MysqlReply(Kind.ERROR, code, -1, false);
  }

  static MysqlReply ok(long affectedRows) {
    return new MysqlReply(Kind.OK, 0, affectedRows, false);
  }

  @Override
  public boolean error() {
    return kind == Kind.ERROR;
  }

  @Override
  public String label() {
    return kind == Kind.ERROR ? kind.label + " " + code : kind.label;
  }
}
