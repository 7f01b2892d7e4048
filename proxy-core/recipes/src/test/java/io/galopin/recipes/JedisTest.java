package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.builders.ClusterClientBuilder;
import redis.clients.jedis.exceptions.JedisException;

/** Jedis sends a command again whose reply is lost. */
@GalopinTest(everyFaultFires = true)
class JedisTest {

  private static Redis server;

  @GalopinProxy(upstreamFrom = "port", protocol = "redis")
  private Proxy redis;

  @BeforeAll
  static void start() {
    server = Redis.cluster();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  static int port() {
    return server.port();
  }

  @BeforeEach
  void empty() {
    try (Jedis direct = server.client()) {
      direct.flushAll();
    }
  }

  /** Leads the client to the proxy, whatever addresses the cluster names. */
  private ClusterClientBuilder<RedisClusterClient> client() {
    HostAndPort proxy = new HostAndPort(redis.host(), redis.port());
    return RedisClusterClient.builder()
        .nodes(Set.of(proxy))
        .clientConfig(DefaultJedisClientConfig.builder().hostAndPortMapper(any -> proxy).build());
  }

  @Test
  void countsOneCallTwice() {
    try (RedisClusterClient client = client().build();
        Undo lost = redis.withRule("when redis.command=INCR once lost-reply")) {
      assertThat(client.incr("visits")).isEqualTo(2);
    }
    assertThat(redis).fired("lost-reply").times(1).on("INCR visits");
  }

  @Test
  void leavesTheDecisionToTheCallerWithOneAttempt() {
    try (RedisClusterClient client = client().maxAttempts(1).build();
        Undo lost = redis.withRule("when redis.command=INCR once lost-reply")) {
      assertThatThrownBy(() -> client.incr("visits")).isInstanceOf(JedisException.class);
      assertThat(client.get("visits")).isEqualTo("1");
    }
  }

  @Test
  void countsEachVisitorOnce() {
    try (RedisClusterClient client = client().build();
        Undo lost = redis.withRule("when redis.command=SADD once lost-reply")) {
      client.sadd("visitors", "visit-17");
      assertThat(client.scard("visitors")).isEqualTo(1);
    }
  }
}
