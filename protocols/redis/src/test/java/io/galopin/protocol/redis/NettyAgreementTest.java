package io.galopin.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.redis.RedisArrayAggregator;
import io.netty.handler.codec.redis.RedisBulkStringAggregator;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the boundaries in generated values of RESP2 with those of Netty's decoder: each value is
 * one whole value to it, too.
 */
class NettyAgreementTest {

  private static final Limits LIMITS = new Limits(1024, 1 << 20, 1 << 20, 64);
  private static final int VALUES = 40;

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheValuesThatNettyFinds(int seed) throws ProtocolError {
    Random random = new Random(seed);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < VALUES; i++) {
      all.append(value(random, 4));
    }
    List<String> cut = cut(all.toString(), random);
    assertThat(cut).hasSize(VALUES);
    assertThat(String.join("", cut)).isEqualTo(all.toString());
    assertThat(cut).allSatisfy(value -> assertThat(wholeToNetty(value)).isEqualTo(1));
  }

  /** Cuts values out of bytes that come in pieces. */
  private static List<String> cut(String bytes, Random random) throws ProtocolError {
    RespScanner scanner = new RespScanner(LIMITS);
    List<String> cut = new ArrayList<>();
    byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
    int start = 0;
    int at = 0;
    for (int end = 0; end < all.length; ) {
      end = Math.min(all.length, end + 1 + random.nextInt(30));
      while (at < end) {
        if (!scanner.active()) {
          start = at;
          scanner.beginValue();
        }
        at = scanner.scan(Unpooled.wrappedBuffer(all), at, end, random.nextBoolean());
        if (!scanner.active()) {
          cut.add(bytes.substring(start, at));
        }
      }
    }
    return cut;
  }

  /** Returns how many whole values Netty finds; -1 if something is left over. */
  private static int wholeToNetty(String value) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new RedisDecoder(),
            new RedisBulkStringAggregator(),
            new RedisArrayAggregator(1024, 16));
    channel.writeInbound(
        Unpooled.copiedBuffer(value.substring(0, value.length() - 1), StandardCharsets.ISO_8859_1));
    int count = channel.inboundMessages().isEmpty() ? 0 : -1;
    channel.writeInbound(
        Unpooled.copiedBuffer(value.substring(value.length() - 1), StandardCharsets.ISO_8859_1));
    for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
      assertThat(message).isInstanceOf(RedisMessage.class);
      ReferenceCountUtil.release(message);
      count++;
    }
    channel.finishAndReleaseAll();
    return count;
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> "+" + word(random) + "\r\n";
      case 1 -> "-ERR " + word(random) + "\r\n";
      case 2 -> ":" + random.nextInt() + "\r\n";
      case 3 -> "$-1\r\n";
      case 4 -> Resp.bulk(content(random));
      case 5 -> "*0\r\n";
      default -> {
        int count = 1 + random.nextInt(4);
        StringBuilder array = new StringBuilder("*" + count + "\r\n");
        for (int i = 0; i < count; i++) {
          array.append(value(random, depth - 1));
        }
        yield array.toString();
      }
    };
  }

  private static String word(Random random) {
    return "w".repeat(random.nextInt(20));
  }

  private static String content(Random random) {
    StringBuilder content = new StringBuilder();
    for (int i = random.nextInt(50); i > 0; i--) {
      content.append(random.nextInt(4) == 0 ? "\r\n" : (char) random.nextInt(256));
    }
    return content.toString();
  }
}
