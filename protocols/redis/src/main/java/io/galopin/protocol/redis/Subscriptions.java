package io.galopin.protocol.redis;

import io.galopin.api.Message;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Counts a connection's subscriptions from the server's confirmations: {@code >3 … subscribe,
 * channel, :1}. Each confirmation has the number of subscriptions after it. That number covers
 * channels and patterns together, but shard channels separately.
 */
final class Subscriptions {

  private long channels;
  private long patterns;
  private long shards;

  /** How many confirmations of the current request have come. */
  private long confirmed;

  boolean any() {
    return channels + patterns + shards > 0;
  }

  /** Forgets all subscriptions, which end without confirmations. */
  void clear() {
    channels = 0;
    patterns = 0;
    shards = 0;
  }

  /**
   * Counts a confirmation.
   *
   * @param in its bytes
   * @param end where it ends
   * @return its part in the reply to the request
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

  /** Whether confirmations answer a request. */
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

  /** Returns the number at the end of a confirmation. */
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
