package io.galopin.protocol.postgres;

import io.galopin.api.Reply;

/** What a reply begins with, as far as its head goes. */
enum PostgresReply implements Reply {
  /** A statement is done and has given no rows. */
  COMPLETE("done"),
  /** Rows follow. */
  ROWS("rows"),
  ERROR("error"),
  EMPTY("empty"),
  /** A portal is not at its end. */
  SUSPENDED("suspended"),
  COPY_OUT("copy out"),
  /** The client sends rows before the reply goes on. */
  COPY_IN("copy in"),
  /** Rows in both directions, with no end: replication. */
  COPY_BOTH("replication"),
  /** Nothing was executed. */
  READY("ready"),
  FUNCTION("function result"),
  /** The head became too large. */
  LONG("reply"),
  /** The server wants to know who the client is. */
  AUTHENTICATION("authentication"),
  AUTHENTICATED("ok");

  private final String label;

  PostgresReply(String label) {
    this.label = label;
  }

  /** Returns the kind of a reply whose head ends with a message of this type. */
  static PostgresReply of(byte type) {
    return switch (type) {
      case 'C' -> COMPLETE;
      case 'E' -> ERROR;
      case 'I' -> EMPTY;
      case 's' -> SUSPENDED;
      case 'H' -> COPY_OUT;
      case 'G' -> COPY_IN;
      case 'W' -> COPY_BOTH;
      case 'Z' -> READY;
      case 'V' -> FUNCTION;
      case 'D', 'd' -> ROWS;
      default -> LONG;
    };
  }

  @Override
  public boolean interim() {
    return this == COPY_IN || this == AUTHENTICATION;
  }

  @Override
  public boolean error() {
    return this == ERROR;
  }

  @Override
  public String label() {
    return label;
  }
}
