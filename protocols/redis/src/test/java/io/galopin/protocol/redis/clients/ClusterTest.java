package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import io.galopin.testkit.sockets.ByteClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;

/**
 * Tests that clients of a cluster follow {@code MOVED} and {@code ASK}. The cluster is one server
 * behind two proxies. Clients know only the first, which sends one command to the other. A cluster
 * takes seconds to start, so all tests share one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {

  private static final int SLOTS = 16_384;
  private static final String REDIRECTED = "GET key";

  /** The target is not a member, and a check of the members would close the connection to it. */
  private static final ClusterClientOptions TAKES_ANY_TARGET =
      ClusterClientOptions.builder()
          .validateClusterNodeMembership(false)
          .topologyRefreshOptions(
              ClusterTopologyRefreshOptions.builder()
                  .disableAllAdaptiveRefreshTriggers()
                  .closeStaleConnections(false)
                  .build())
          .build();

  private final AtomicBoolean redirected = new AtomicBoolean();
  private RedisBackend server;
  private Front first;
  private Front other;
  private Failure failure = Failure.ERROR;
  private int faultsBefore;

  @BeforeAll
  void start() throws IOException {
    first = Front.before(new Address("127.0.0.1", 1), this::redirect);
    server =
        RedisBackend.start(
            "cluster-enabled yes",
            "cluster-announce-ip 127.0.0.1",
            "cluster-announce-port " + first.port());
    first.pointTo(server.address());
    other = Front.passing(server.address());
    try (ByteClient wire = new ByteClient(server.port())) {
      wire.say("*" + (2 + SLOTS) + "\r\n$7\r\nCLUSTER\r\n$8\r\nADDSLOTS\r\n");
      StringBuilder slots = new StringBuilder();
      for (int slot = 0; slot < SLOTS; slot++) {
        String number = Integer.toString(slot);
        slots.append('$').append(number.length()).append("\r\n").append(number).append("\r\n");
      }
      assertThat(wire.say(slots.toString()).readTo("\r\n")).isEqualTo("+OK\r\n");
      await().until(() -> wire.say("SET key value\r\n").readTo("\r\n").equals("+OK\r\n"));
    }
  }

  @BeforeEach
  void begin() {
    redirected.set(false);
    faultsBefore = first.faults().size();
    other.requests.clear();
  }

  @AfterAll
  void stop() throws IOException {
    first.close();
    if (server != null) {
      other.close();
      server.close();
    }
  }

  private Decision redirect(Exchange exchange) {
    return exchange.label().equals(REDIRECTED) && redirected.compareAndSet(false, true)
        ? Decision.fail(failure)
        : Decision.pass();
  }

  private void sendElsewhere(String name) {
    failure = Front.failure(name, Map.of("slot", 12_539, "to", other.address().toString()));
  }

  private void wentThere(String code) {
    assertThat(first.faults().stream().skip(faultsBefore))
        .extracting(Journal.Entry::decision)
        .containsExactly("fail " + code);
    Collection<String> asked = other.requests;
    assertThat(asked).containsOnlyOnce(REDIRECTED);
    if (code.equals("ASK")) {
      assertThat(asked).containsSubsequence("ASKING", REDIRECTED);
    } else {
      assertThat(asked).doesNotContain("ASKING");
    }
  }

  @ParameterizedTest
  @CsvSource({"moved, RESP2", "moved, RESP3", "ask, RESP2", "ask, RESP3"})
  void jedisGoesThere(String name, RedisProtocol protocol) {
    sendElsewhere(name);
    try (RedisClusterClient client =
        RedisClusterClient.builder()
            .nodes(Set.of(Clients.at(first.port())))
            .clientConfig(Clients.config(protocol))
            .build()) {
      assertThat(client.get("key")).isEqualTo("value");
    }
    wentThere(name.toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({"moved", "ask"})
  void lettuceGoesThere(String name) {
    sendElsewhere(name);
    io.lettuce.core.cluster.RedisClusterClient client =
        io.lettuce.core.cluster.RedisClusterClient.create(
            RedisURI.create("127.0.0.1", first.port()));
    client.setOptions(TAKES_ANY_TARGET);
    try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
      assertThat(connection.sync().get("key")).isEqualTo("value");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
    }
    wentThere(name.toUpperCase(Locale.ROOT));
  }
}
