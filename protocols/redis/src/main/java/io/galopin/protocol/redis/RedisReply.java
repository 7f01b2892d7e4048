package io.galopin.protocol.redis;

import io.galopin.api.Reply;

/** The kind of a reply. */
enum RedisReply implements Reply {
  STATUS("status"),
  ERROR("error"),
  INTEGER("integer"),
  BULK("bulk string"),
  ARRAY("array"),
  MAP("map"),
  OTHER("value"),
  /** The server's answer to a transaction in which the proxy has failed a command. */
  ABORT("EXECABORT"),
  /** A subscription has begun or ended, and more confirmations follow. */
  CONFIRMATION("confirmation"),
  /** The last subscription of a command has begun or ended. */
  LAST_CONFIRMATION("confirmation");

  private final String label;

  RedisReply(String label) {
    this.label = label;
  }

  /** Returns the kind for the first byte of a value. */
  static RedisReply of(byte type) {
    return switch (type) {
      case '+' -> STATUS;
      case '-', '!' -> ERROR;
      case ':' -> INTEGER;
      case '$' -> BULK;
      case '*' -> ARRAY;
      case '%' -> MAP;
      default -> OTHER;
    };
  }

  @Override
  public boolean interim() {
    return this == CONFIRMATION;
  }

  @Override
  public boolean error() {
    return this == ERROR || this == ABORT;
  }

  @Override
  public String label() {
    return label;
  }
}
