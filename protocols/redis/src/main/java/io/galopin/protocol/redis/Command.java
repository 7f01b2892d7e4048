package io.galopin.protocol.redis;

/**
 * A command: its name, the place of its key, and how it changes the conversation. There is one
 * object per command.
 */
final class Command {

  /** How a command affects the conversation. */
  enum Role {
    /** Has one answer and changes nothing. */
    PLAIN,
    MULTI,
    EXEC,
    DISCARD,
    RESET,
    SELECT,
    /** {@code CLIENT REPLY} and others. */
    CLIENT,
    HELLO,
    /** Has one answer per channel. */
    SUBSCRIBE,
    /** Has one answer per channel, or one for each of all subscriptions. */
    UNSUBSCRIBE,
    MONITOR,
    /** Has no answer if it is an acknowledgment, or asks for one. */
    REPLCONF,
    /** A replica's request, after which the connection is no longer RESP. */
    SYNC
  }

  private final String name;
  private final KeyPlace key;
  private final Role role;
  private final RedisRequest answered = new RedisRequest(this, true, 0);
  private final RedisRequest silent = new RedisRequest(this, false, 0);
  private final RedisRequest skipped = silent.withoutReply();

  Command(String name, KeyPlace key, Role role) {
    this.name = name;
    this.key = key;
    this.role = role;
  }

  /** The name in capitals; empty for an unknown command. */
  String name() {
    return name;
  }

  KeyPlace key() {
    return key;
  }

  Role role() {
    return role;
  }

  /** The last argument that must be read to know the command's key and effect. */
  int lastOfHead() {
    return switch (role) {
      case SELECT -> 1;
      case CLIENT -> 2;
      case REPLCONF -> Integer.MAX_VALUE;
      default -> key.last();
    };
  }

  /** Returns a request with this command that changes nothing. Always the same object. */
  RedisRequest request(boolean isAnswered) {
    return isAnswered ? answered : silent;
  }

  /** Returns one that gets no reply because of a {@code CLIENT REPLY SKIP} before it. */
  RedisRequest skipped() {
    return skipped;
  }
}
