package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Journal;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.RedisCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.PushConsumer;
import redis.clients.jedis.RedisProtocol;

/** What clients do when they are told of maintenance, at a Redis that knows nothing of it. */
class MaintenanceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static RedisBackend server;

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

  /** Returns a notice after {@code GET told}; what is slow is late. */
  private static Decision decide(Exchange exchange, String notice, Map<String, Object> options) {
    return switch (exchange.label()) {
      case "GET told" ->
          Decision.act(new Action.Notice(Front.notice(notice, options), Duration.ZERO));
      case "GET slow" -> Decision.delay(Duration.ofMillis(300));
      case "GET never" -> Decision.hang();
      default -> Decision.pass();
    };
  }

  /** Connects a client that waits only 100 ms for slow replies, unless there is maintenance. */
  private static void withLettuce(
      Front front, Consumer<RedisAsyncCommands<String, String>> commands) {
    TimeoutOptions.TimeoutSource impatient =
        new TimeoutOptions.TimeoutSource() {
          @Override
          public long getTimeout(RedisCommand<?, ?, ?> command) {
            String arguments = command.getArgs() == null ? "" : command.getArgs().toCommandString();
            return arguments.matches("key<(slow|never)>") ? 100 : PATIENCE.toMillis();
          }

          @Override
          public TimeUnit getTimeUnit() {
            return TimeUnit.MILLISECONDS;
          }
        };
    RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", front.port()));
    client.setOptions(
        ClientOptions.builder()
            .maintNotificationsConfig(MaintNotificationsConfig.enabled())
            .timeoutOptions(
                TimeoutOptions.builder()
                    .timeoutCommands()
                    .timeoutSource(impatient)
                    .relaxedTimeoutsDuringMaintenance(PATIENCE)
                    .build())
            .build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      commands.accept(connection.async());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
    }
  }

  private static @Nullable String got(RedisAsyncCommands<String, String> redis, String key) {
    return redis.get(key).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static List<String> said(Front front) {
    return front.faults().stream().map(Journal.Entry::decision).toList();
  }

  @Test
  void lettuceConnectsToWhereItIsSent() {
    try (Front next = Front.maintained(server.address(), exchange -> Decision.pass())) {
      Map<String, Object> options = Map.of("to", "127.0.0.1:" + next.port(), "within", 30);
      try (Front front =
          Front.maintained(server.address(), exchange -> decide(exchange, "moving", options))) {
        withLettuce(
            front,
            redis -> {
              got(redis, "told");
              await()
                  .untilAsserted(
                      () -> {
                        got(redis, "a");
                        assertThat(next.requests).contains("GET a");
                      });
            });
        assertThat(said(front)).containsExactly("notice MOVING");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrating", "failing-over"})
  void lettuceWaitsLongerMeanwhile(String notice) {
    try (Front front =
        Front.maintained(server.address(), exchange -> decide(exchange, notice, Map.of()))) {
      withLettuce(
          front,
          redis -> {
            got(redis, "told");
            assertThat(got(redis, "slow")).isNull();
          });
      assertThat(said(front)).hasSize(2);
    }
  }

  @Test
  void lettuceDoesNotWaitOtherwise() {
    try (Front front =
        Front.maintained(server.address(), exchange -> decide(exchange, "migrating", Map.of()))) {
      withLettuce(
          front,
          redis ->
              assertThatThrownBy(() -> got(redis, "never"))
                  .hasRootCauseInstanceOf(RedisCommandTimeoutException.class));
    }
  }

  /** Jedis hands pushes that it does not know to whoever listens, and goes on. */
  @Test
  void jedisHearsThemAndGoesOn() {
    try (Front front =
            Front.maintained(server.address(), exchange -> decide(exchange, "moving", Map.of()));
        Listening jedis = new Listening(front.port())) {
      jedis.sendCommand(Protocol.Command.CLIENT, "MAINT_NOTIFICATIONS", "ON");
      assertThat(jedis.getStatusCodeReply()).isEqualTo("OK");
      jedis.sendCommand(Protocol.Command.GET, "told");
      assertThat(jedis.getBulkReply()).isNull();
      jedis.sendCommand(Protocol.Command.ECHO, "on");
      assertThat(jedis.getBulkReply()).isEqualTo("on");
      assertThat(jedis.heard).containsExactly("MOVING");
      assertThat(said(front)).containsExactly("notice MOVING");
    }
  }

  /** A connection that notes what it hears. */
  private static final class Listening extends Connection {

    final List<String> heard = new ArrayList<>();

    Listening(int port) {
      super(Clients.at(port), Clients.config(RedisProtocol.RESP3));
      PushConsumer consumer =
          context -> {
            heard.add(new String(context.getMessage().getType(), StandardCharsets.UTF_8));
            return context;
          };
      addPushConsumer(consumer);
    }
  }
}
