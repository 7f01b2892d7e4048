package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Failure;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.RedisEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that failures have the words of servers. */
class RedisFailureTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static String told(String name, Map<String, Object> options) {
    Failure failure = new Failure(name, Options.of(RedisFailure.OPTIONS, options));
    try (TestSession session = TestSession.of(REDIS).client(command("GET a"))) {
      return session.rendered(failure);
    }
  }

  /** Returns an error as Netty encodes it. */
  private static String encoded(String message) {
    EmbeddedChannel channel = new EmbeddedChannel(new RedisEncoder());
    channel.writeOutbound(new ErrorRedisMessage(message));
    ByteBuf bytes = channel.readOutbound();
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.release();
    channel.finish();
    return text;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "error       | ERR injected by Galopin, on purpose",
        "err         | ERR injected by Galopin, on purpose",
        "loading     | LOADING Redis is loading the dataset in memory",
        "oom         | OOM command not allowed when used memory > 'maxmemory'.",
        "readonly    | READONLY You can't write against a read only replica.",
        "busy        | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "moved       | MOVED 0 backend.example:80",
        "ask         | ASK 0 backend.example:80",
        "clusterdown | CLUSTERDOWN The cluster is down",
        "tryagain    | TRYAGAIN Multiple keys request during rehashing of slot",
        "noauth      | NOAUTH Authentication required.",
        "wrongtype   | WRONGTYPE Operation against a key holding the wrong kind of value",
        "masterdown  | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "noscript    | NOSCRIPT No matching script. Please use EVAL.",
        "unheard-of  | ERR injected by Galopin, on purpose"
      })
  void hasTheWordsOfServers(String name, String words) {
    assertThat(told(name, Map.of())).isEqualTo(encoded(words));
  }

  @Test
  void takesOtherWords() {
    assertThat(told("oom", Map.of("message", "no more\r\n-ERR trick \u00e4")))
        .isEqualTo(
            new String(
                encoded("OOM no more  -ERR trick \u00e4").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1));
  }

  @Test
  void redirectsWhereItIsTold() {
    Map<String, Object> options = Map.of("slot", 3999, "to", "127.0.0.1:7001", "message", "x");
    assertThat(told("moved", options)).isEqualTo("-MOVED 3999 127.0.0.1:7001\r\n");
    assertThat(told("ask", options)).isEqualTo("-ASK 3999 127.0.0.1:7001\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:7001", "[::1]:7001", "redis.example:65535", ":6379"})
  void redirectsToAnAddress(String to) {
    assertThat(RedisFailure.TO.parse(to)).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", "localhost:65536", "a b:1", "a:1\r\n"})
  void redirectsNowhereElse(String to) {
    assertThatThrownBy(() -> RedisFailure.TO.parse(to))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("host:port");
  }
}
