package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fault holds back, and what happens on the connection meanwhile. */
class HeldTest {

  private static final Duration HELD = Duration.ofMillis(600);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior holdsReplies() {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return Decision.delay(HELD);
      }
    };
  }

  private static Behavior holdsRequests() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return Decision.delay(HELD);
      }
    };
  }

  private static Limits idleTimeout() {
    return new Limits(
        Duration.ofSeconds(30),
        Optional.of(IDLE),
        OptionalInt.empty(),
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** What the client got, {@code "… and a reset"} if that was its end. */
  private static String all(Socket client) {
    StringBuilder got = new StringBuilder();
    try {
      for (int next = client.getInputStream().read();
          next >= 0;
          next = client.getInputStream().read()) {
        got.append((char) next);
      }
    } catch (IOException reset) {
      got.append("and a reset");
    }
    return got.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "reply", "upstream", "downstream"})
  void areNoIdleTime(String what) throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getOutputStream().write("held\n".getBytes(US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    Behavior behavior =
        switch (what) {
          case "request" -> holdsRequests();
          case "reply" -> holdsReplies();
          default -> new Behavior() {};
        };
    Proxy proxy = rig.open(new LineProtocol(), backend, Rig.always(behavior), idleTimeout());
    Arrays.stream(Direction.values())
        .filter(direction -> direction.name().equalsIgnoreCase(what))
        .map(direction -> ToxicRig.toxic("late", direction, ToxicRig.latency(HELD)))
        .forEach(toxic -> proxy.setToxics(List.of(toxic)));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("held\n");
    }
  }

  @Test
  void areNoIdleTimeForAClientThatHangs() throws IOException {
    Behavior hangs =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.hang();
          }
        };
    Address backend = rig.backend(socket -> socket.getInputStream().readAllBytes());
    Proxy proxy = rig.open(new LineProtocol(), backend, Rig.always(hangs), idleTimeout());
    try (Socket hung = rig.connect(proxy)) {
      hung.getOutputStream().write("a\n".getBytes(US_ASCII));
      await().until(() -> !rig.engine.journal().after(0, 1).isEmpty());
      try (Socket idle = rig.connect(proxy)) {
        assertThat(all(idle)).isEmpty();
      }
      assertThat(rig.engine.journal().after(0, 10))
          .extracting(entry -> entry.connection() + " " + entry.decision())
          .containsExactly("1 hang", "2 closed: nothing moved for the idle timeout");
    }
  }

  @Test
  void nothingIsIdleThatIsOver() throws IOException {
    Address backend = rig.backend(socket -> socket.getInputStream().readAllBytes());
    Proxy proxy = rig.open(new LineProtocol(), backend, RuleSet.none(), idleTimeout());
    rig.connect(proxy).close();
    try (Socket idle = rig.connect(proxy)) {
      assertThat(all(idle)).isEmpty();
    }
    assertThat(rig.engine.journal().after(0, 10))
        .extracting(Journal.Entry::connection)
        .containsExactly(2L);
  }

  @Test
  void comeBeforeTheResetOfABackendThatHasGone() throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getInputStream().read();
              socket.getOutputStream().write("held\n".getBytes(US_ASCII));
              // Once the reply has gone on to the proxy, a reset does not overtake it there.
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            });
    Proxy proxy = rig.open(new LineProtocol(), backend, holdsReplies());
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      // Has the backend read on: what comes after a reply that is held tells that it was read.
      await().until(() -> rig.engine.heldBytes() > 0);
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("held\nand a reset");
    }
  }
}
