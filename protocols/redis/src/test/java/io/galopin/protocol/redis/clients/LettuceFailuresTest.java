package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures are to Lettuce what they are when a server sends them. */
@ParameterizedClass
@EnumSource(
    value = ProtocolVersion.class,
    names = {"RESP2", "RESP3"})
class LettuceFailuresTest {

  private static RedisBackend server;

  @Parameter ProtocolVersion protocol;

  @BeforeAll
  static void start() throws Exception {
    server = RedisBackend.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private void withClient(
      String label, String failure, Consumer<RedisCommands<String, String>> commands) {
    try (Front front = Front.failing(server.address(), label, Front.failure(failure, Map.of()))) {
      RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", front.port()));
      client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        commands.accept(connection.sync());
      } finally {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error, RedisCommandExecutionException, ERR",
    "err, RedisCommandExecutionException, ERR",
    "loading, RedisLoadingException, LOADING",
    "oom, RedisCommandExecutionException, OOM",
    "readonly, RedisReadOnlyException, READONLY",
    "busy, RedisBusyException, BUSY",
    "moved, RedisCommandExecutionException, MOVED",
    "ask, RedisCommandExecutionException, ASK",
    "clusterdown, RedisCommandExecutionException, CLUSTERDOWN",
    "tryagain, RedisCommandExecutionException, TRYAGAIN",
    "noauth, RedisCommandExecutionException, NOAUTH",
    "wrongtype, RedisCommandExecutionException, WRONGTYPE",
    "masterdown, RedisCommandExecutionException, MASTERDOWN",
    "noscript, RedisNoScriptException, NOSCRIPT"
  })
  void isTheExceptionForIt(String failure, String exception, String code) {
    withClient(
        "GET fails",
        failure,
        redis -> {
          assertThatThrownBy(() -> redis.get("fails"))
              .hasMessageStartingWith(code + " ")
              .satisfies(
                  thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception));
          assertThat(redis.get("passes")).isNull();
        });
  }

  @Test
  void carriesOutNothingOfATransactionOfWhichACommandFails() {
    withClient(
        "SET b",
        "oom",
        redis -> {
          redis.del("a");
          redis.multi();
          redis.set("a", "1");
          redis.set("b", "2");
          assertThatThrownBy(redis::exec)
              .isInstanceOf(RedisCommandExecutionException.class)
              .hasMessageStartingWith("EXECABORT ");
          assertThat(redis.exists("a")).isZero();
        });
  }
}
