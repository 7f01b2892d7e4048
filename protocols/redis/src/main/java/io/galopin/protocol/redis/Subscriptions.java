package io.galopin.protocol.redis;

import io.galopin.api.Message;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is subscribed to, in numbers, as the server's confirmations tell: {@code >3 …
 * subscribe, channel, :1}. Each names how many subscriptions there are then; channels and patterns
 * count together, shard channels apart.
 */
final class Subscriptions {

  private long channels;
  private long patterns;
  private long shards;

  /** How many confirmations of the request have come that is answered now. */
  private long confirmed;

  /** Whether there are any. */
  boolean any() {
    return channels + patterns + shards > 0;
  }

  /** All end, without a word. */
  void clear() {
    channels = 0;
    patterns = 0;
    shards = 0;
  }

  /**
   * A confirmation has come.
   *
   * @param in its bytes
   * @param end where it ends
   * @return what it is to the request
   */
  @Nullable RedisReply confirm(Notice notice, ByteBuf in, int end, @Nullable Message request) {
    count(notice, total(in, end));
    if (!(request instanceof RedisRequest asked)
        || !asked.command().name().equals(notice.name())
        || !isSubscription(asked)) {
      return null;
    }
    confirmed++;
    boolean last = asked.channels() > 0 ? confirmed == asked.channels() : ofSameKind(notice) == 0;
    if (last) {
      confirmed = 0;
    }
    return last ? RedisReply.LAST_CONFIRMATION : RedisReply.CONFIRMATION;
  }

  /** Whether a request is answered with confirmations. */
  static boolean isSubscription(@Nullable Message request) {
    return request instanceof RedisRequest asked
        && (asked.command().role() == Command.Role.SUBSCRIBE
            || asked.command().role() == Command.Role.UNSUBSCRIBE);
  }

  private void count(Notice notice, long total) {
    switch (notice) {
      case SUBSCRIBE, UNSUBSCRIBE -> channels = Math.max(0, total - patterns);
      case PSUBSCRIBE, PUNSUBSCRIBE -> patterns = Math.max(0, total - channels);
      case SSUBSCRIBE, SUNSUBSCRIBE -> shards = total;
      default -> throw new IllegalArgumentException("no confirmation: " + notice);
    }
  }

  private long ofSameKind(Notice notice) {
    return switch (notice) {
      case SUBSCRIBE, UNSUBSCRIBE -> channels;
      case PSUBSCRIBE, PUNSUBSCRIBE -> patterns;
      default -> shards;
    };
  }

  /** The number that a confirmation ends with. */
  private static long total(ByteBuf in, int end) {
    long total = 0;
    long place = 1;
    for (int at = end - 3; at > in.readerIndex() && Character.isDigit(in.getByte(at)); at--) {
      total += place * (in.getByte(at) - '0');
      place *= 10;
    }
    return total;
  }
}
