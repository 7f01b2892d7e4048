package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.BlackoutFactory;
import io.galopin.behavior.exchange.CorruptFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.HangFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.behavior.exchange.ThrottleFactory;
import io.galopin.behavior.exchange.TransientFactory;
import io.galopin.behavior.exchange.TruncateFactory;
import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that behaviors act on commands as on any exchange. */
class BehaviorsTest {

  private static final String SET = "SET key value\r\n";

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

  @BeforeEach
  void forget() throws IOException {
    direct("FLUSHALL\r\n");
  }

  private static Front with(BehaviorFactory behavior, Map<String, Object> options) {
    return Front.with(
        server.address(),
        100,
        behavior.name(),
        behavior.create(Options.of(behavior.options(), options)));
  }

  /** Returns the first line that the server itself says. */
  private static String direct(String command) throws IOException {
    try (ByteClient wire = new ByteClient(server.port())) {
      return wire.say(command).readTo("\r\n");
    }
  }

  /** Returns everything that the client of a proxy reads. */
  private static String heard(BehaviorFactory behavior, Map<String, Object> options, String said)
      throws IOException {
    try (Front front = with(behavior, options);
        ByteClient wire = new ByteClient(front.port())) {
      return wire.say(said).readToEnd();
    }
  }

  @Test
  void delayMakesACommandWait() throws IOException {
    try (Front front = with(new DelayFactory(), Map.of("sleep", "300 ms"));
        ByteClient wire = new ByteClient(front.port())) {
      long start = System.nanoTime();
      assertThat(wire.say(SET).readTo("\r\n")).isEqualTo("+OK\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }
  }

  @Test
  void blackoutClosesBeforeTheServerKnows() throws IOException {
    assertThat(heard(new BlackoutFactory(), Map.of(), SET)).isEmpty();
    assertThat(direct("GET key\r\n")).isEqualTo("$-1\r\n");
  }

  @Test
  void abortClosesWhenTheServerHasTheCommand() throws IOException {
    assertThat(heard(new AbortFactory(), Map.of(), SET)).isEmpty();
    await().until(() -> direct("STRLEN key\r\n").equals(":5\r\n"));
  }

  @Test
  void lostReplyLeavesTheKeySet() throws IOException {
    assertThat(heard(new LostReplyFactory(), Map.of(), SET)).isEmpty();
    assertThat(direct("STRLEN key\r\n")).isEqualTo(":5\r\n");
  }

  @Test
  void hangSaysNothing() throws IOException {
    try (Front front = with(new HangFactory(), Map.of());
        ByteClient wire = new ByteClient(front.port())) {
      wire.giveUpAfter(Duration.ofMillis(200));
      wire.say(SET);
      assertThatThrownBy(() -> wire.readTo("\r\n")).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(direct("GET key\r\n")).isEqualTo("$-1\r\n");
  }

  @Test
  void transientFailsAtFirst() throws IOException {
    try (Front front = with(new TransientFactory(), Map.of("agitate", 2L));
        ByteClient wire = new ByteClient(front.port())) {
      assertThat(wire.say(SET + SET + SET).readTo("+OK\r\n"))
          .isEqualTo("-ERR injected by Galopin, on purpose\r\n".repeat(2) + "+OK\r\n");
    }
  }

  @Test
  void truncateEndsTheValueInTheMiddle() throws IOException {
    direct(SET);
    assertThat(heard(new TruncateFactory(), Map.of("bytes", 2L), "GET key\r\n"))
        .isEqualTo("$5\r\nva");
  }

  @Test
  void throttleLetsTheValueThroughSlowly() throws IOException {
    direct(SET);
    try (Front front = with(new ThrottleFactory(), Map.of("rate", 20L));
        ByteClient wire = new ByteClient(front.port())) {
      long start = System.nanoTime();
      assertThat(wire.say("GET key\r\n").readTo("value\r\n")).isEqualTo("$5\r\nvalue\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    }
  }

  @Test
  void corruptTurnsABitOfTheValueAndNotOfItsLength() throws IOException {
    direct(SET);
    try (Front front = with(new CorruptFactory(), Map.of("every", 5L));
        ByteClient wire = new ByteClient(front.port())) {
      assertThat(wire.say("GET key\r\nPING\r\n").readTo("+PONG\r\n"))
          .matches("\\$5\r\n(?s:.{5})\r\n\\+PONG\r\n")
          .doesNotContain("value");
    }
  }
}
