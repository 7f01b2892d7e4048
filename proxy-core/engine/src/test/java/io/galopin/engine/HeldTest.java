package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a rule or toxic holds, and what happens on the connection meanwhile. */
class HeldTest {

  private static final Duration HELD = Duration.ofHours(1);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior after(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  private static Behavior before(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decision;
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

  /** Returns what the client got, with {@code "… and a reset"} if it ended that way. */
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

  /** Bytes are held for the whole test in every possible way; then a connection is idle. */
  @Test
  void areNoIdleTime() throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getOutputStream().write("held\n".getBytes(US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    Proxy hangs = open(backend, before(Decision.hang()));
    Proxy request = open(backend, before(Decision.delay(HELD)));
    Proxy reply = open(backend, after(Decision.delay(HELD)));
    Proxy upstream = open(backend, new Behavior() {});
    upstream.setToxics(List.of(ToxicRig.toxic("late", Direction.UPSTREAM, ToxicRig.latency(HELD))));
    Proxy downstream = open(backend, new Behavior() {});
    downstream.setToxics(
        List.of(ToxicRig.toxic("late", Direction.DOWNSTREAM, ToxicRig.latency(HELD))));

    rig.connect(hangs).getOutputStream().write("a\n".getBytes(US_ASCII));
    await().until(() -> !rig.engine.journal().after(0, 1).isEmpty());
    for (Proxy holds : List.of(request, reply, upstream, downstream)) {
      long before = rig.engine.heldBytes();
      rig.connect(holds).getOutputStream().write("a\n".getBytes(US_ASCII));
      await().until(() -> rig.engine.heldBytes() > before);
    }
    Proxy idle = open(backend, new Behavior() {});
    rig.connect(idle).close();
    await().until(() -> idle.connections() == 0);
    assertThat(all(rig.connect(idle))).isEmpty();

    assertThat(rig.engine.journal().after(0, 100))
        .filteredOn(entry -> entry.origin() == Journal.Origin.NETWORK)
        .extracting(entry -> entry.proxy() + "#" + entry.connection() + " " + entry.decision())
        .containsExactly("p5#2 closed: nothing moved for the idle timeout");
  }

  private Proxy open(Address backend, Behavior behavior) {
    return rig.open(new LineProtocol(), backend, Rig.always(behavior), idleTimeout());
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
    Proxy proxy =
        rig.open(new LineProtocol(), backend, after(Decision.delay(Duration.ofMillis(900))));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      // Has the backend read on: what comes after a reply that is held tells that it was read.
      await().until(() -> rig.engine.heldBytes() > 0);
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("held\nand a reset");
    }
  }
}
