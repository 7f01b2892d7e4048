package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Lettuce sends a command again whose reply is lost. */
@GalopinTest(everyFaultFires = true)
class LettuceTest {

  private static Redis server;

  @GalopinProxy(upstreamFrom = "port", protocol = "redis")
  private Proxy redis;

  private RedisClient client;

  @BeforeAll
  static void start() {
    server = Redis.alone();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  static int port() {
    return server.port();
  }

  @BeforeEach
  void open() {
    try (Jedis direct = server.client()) {
      direct.flushAll();
    }
    client = RedisClient.create(RedisURI.create(redis.host(), redis.port()));
  }

  @AfterEach
  void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
  }

  /** Returns the number of visits, as another client sees it. */
  private static String visits() {
    try (Jedis direct = server.client()) {
      return direct.get("visits");
    }
  }

  @Test
  void countsOneCallTwice() {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        Undo lost = redis.withRule("when redis.command=INCR once lost-reply")) {
      assertThat(connection.sync().incr("visits")).isEqualTo(2);
    }
    assertThat(redis).fired("lost-reply").times(1).on("INCR visits");
  }

  @Test
  void countsOneCallTwiceWhateverTheFilterSays() {
    client.setOptions(ClientOptions.builder().replayFilter(command -> true).build());
    try (StatefulRedisConnection<String, String> connection = client.connect();
        Undo lost = redis.withRule("when redis.command=INCR once lost-reply")) {
      assertThat(connection.sync().incr("visits")).isEqualTo(2);
    }
  }

  @Test
  void leavesTheDecisionToTheCallerWithoutReconnecting() {
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    try (StatefulRedisConnection<String, String> connection = client.connect();
        Undo lost = redis.withRule("when redis.command=INCR once lost-reply")) {
      assertThatThrownBy(() -> connection.sync().incr("visits")).isInstanceOf(RedisException.class);
    }
    assertThat(visits()).isEqualTo("1");
  }
}
