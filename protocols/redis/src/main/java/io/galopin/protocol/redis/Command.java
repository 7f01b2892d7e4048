package io.galopin.protocol.redis;

/**
 * What is known of a command: its name, where its key is, and what it changes about the
 * conversation. There is one object per command.
 */
final class Command {

  /** What a command is to the conversation. */
  enum Role {
    /** Answered once, changes nothing. */
    PLAIN,
    MULTI,
    EXEC,
    DISCARD,
    RESET,
    SELECT,
    /** {@code CLIENT REPLY} among others. */
    CLIENT,
    HELLO,
    /** Answered once for each channel. */
    SUBSCRIBE,
    /** Answered once for each channel, or for all that there are. */
    UNSUBSCRIBE,
    MONITOR,
    /** Not answered when it is an acknowledgment, or asks for one. */
    REPLCONF,
    /** A replica's request: what follows is not of this protocol. */
    SYNC
  }

  private final String name;
  private final KeyPlace key;
  private final Role role;
  private final RedisRequest answered = new RedisRequest(this, true, 0);
  private final RedisRequest silent = new RedisRequest(this, false, 0);

  Command(String name, KeyPlace key, Role role) {
    this.name = name;
    this.key = key;
    this.role = role;
  }

  /** In capitals; empty for a command that is not known. */
  String name() {
    return name;
  }

  KeyPlace key() {
    return key;
  }

  Role role() {
    return role;
  }

  /** The last argument that has to be read to know what the command is about. */
  int lastOfHead() {
    return switch (role) {
      case SELECT -> 1;
      case CLIENT -> 2;
      case REPLCONF -> Integer.MAX_VALUE;
      default -> key.last();
    };
  }

  /** A request with it that changes nothing; the same object each time. */
  RedisRequest request(boolean isAnswered) {
    return isAnswered ? answered : silent;
  }
}
