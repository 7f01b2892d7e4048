package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.unsound.Mishap;
import io.galopin.unsound.UnsoundSession;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that whatever a plugin throws in any hook, it is named, and only its own exchange or link
 * is affected. Leaks show at the end of the run.
 */
class UnsoundPluginTest {

  private final LogLines log = new LogLines();
  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
    log.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  private Address echo() throws IOException {
    return rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"onBeforeHandle", "onBetweenHandle", "onAfterHandle"})
  void theExchangeOfABehaviorThatThrowsPasses(String hook) throws IOException {
    Address backend = echo();
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy = rig.open(new LineProtocol(), backend, behavior(hook, mishap));
      try (Socket client = rig.connect(proxy)) {
        for (int i = 0; i < 3; i++) {
          write(client, "a\n");
          assertThat(read(client, 2)).isEqualTo("a\n");
        }
        troubles(proxy, "always", "behavior always failed in " + hook, 3);
      }
    }
  }

  private static Behavior behavior(String hook, Mishap mishap) {
    return new Behavior() {
      private Decision at(String method) {
        if (hook.equals(method)) {
          mishap.strike();
        }
        return Decision.pass();
      }

      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return at("onBeforeHandle");
      }

      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return at("onBetweenHandle");
      }

      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return at("onAfterHandle");
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "onBytes", "onEnd", "onAlarm", "readAhead", "onRemoved"})
  void theBytesAtAToxicThatThrowsPass(String hook) throws IOException {
    Address backend = echo();
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy = rig.open(new TurnProtocol(), backend);
      proxy.setToxics(List.of(down("bad", toxic(hook, mishap))));
      bytesPass(proxy, hook);
    }
  }

  private void bytesPass(Proxy proxy, String hook) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      if (hook.equals("onRemoved")) {
        await().until(() -> rig.engine.heldBytes() > 0);
        proxy.setToxics(List.of());
      }
      assertThat(read(client, 3)).isEqualTo("abc");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      troubles(proxy, "test", "toxic test failed in " + hook, 1);
    }
  }

  /** Returns a toxic that holds everything, except in the hook that throws. */
  private static Toxic toxic(String hook, Mishap mishap) {
    return (place, before) -> {
      if (hook.equals("open")) {
        mishap.strike();
      }
      if (hook.equals("onAlarm")) {
        place.alarmAt(place.now() + 20_000_000);
      }
      return new Stage() {
        private Move at(String method, Move move) {
          if (hook.equals(method)) {
            mishap.strike();
          }
          return move;
        }

        @Override
        public Move onBytes(int length, long arrived) {
          return at("onBytes", hook.equals("onEnd") ? Move.passAll() : Move.stay());
        }

        @Override
        public Move onEnd(long arrived) {
          return at("onEnd", Move.stay());
        }

        @Override
        public Move onAlarm() {
          return at("onAlarm", Move.passAll());
        }

        @Override
        public Move onRemoved() {
          return at("onRemoved", Move.passAll());
        }

        @Override
        public long readAhead() {
          at("readAhead", Move.stay());
          return 1;
        }
      };
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "cutRequest",
        "cutReply",
        "endRequests",
        "attribute",
        "rewrite",
        "substitute",
        "render",
        "expectsReply",
        "failsAtOnce"
      })
  void theConnectionOfAProtocolThatThrowsIsReset(String hook) throws IOException {
    Address backend = echo();
    Proxy other = rig.open(new LineProtocol(), backend);
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy =
          rig.open(
              UnsoundSession.protocol(new LineProtocol(), hook, mishap::strike),
              backend,
              rules(hook),
              Limits.defaults());
      isReset(proxy, hook);
      // A stack that is too deep does not show by which method of a message it began.
      String named = mishap == Mishap.STACK_OVERFLOW && isOfMessages(hook) ? "" : hook;
      troubles(proxy, "test", "protocol test failed in " + named, 1);
      await().until(() -> proxy.connections() == 0);
    }
    try (Socket client = rig.connect(other)) {
      write(client, "a\n");
      assertThat(read(client, 2)).isEqualTo("a\n");
    }
  }

  private static boolean isOfMessages(String hook) {
    return hook.equals("expectsReply") || hook.equals("failsAtOnce");
  }

  private void isReset(Proxy proxy, String hook) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      assertThatThrownBy(
              () -> {
                write(client, hook.equals("failsAtOnce") ? "PUT 5\n" : "a\n");
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
              })
          .isInstanceOf(SocketException.class);
    }
  }

  private static RuleSet rules(String hook) {
    Behavior behavior =
        switch (hook) {
          case "rewrite" -> Unsound.rewriting();
          case "substitute", "render", "failsAtOnce" -> Unsound.failing();
          default -> new Behavior() {};
        };
    return hook.equals("attribute") ? Unsound.whenLineIs("a", behavior) : Rig.always(behavior);
  }

  @Test
  void whatTheProxySaysOfATroubleIsAProtocolsToo() throws IOException {
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy =
          rig.open(
              UnsoundSession.protocol(new LineProtocol(), "tell", mishap::strike),
              new Address("127.0.0.1", 1));
      try (Socket client = rig.connect(proxy)) {
        assertThatThrownBy(
                () -> {
                  write(client, "a\n");
                  client.getInputStream().readAllBytes();
                })
            .isInstanceOf(SocketException.class);
      }
      troubles(proxy, "test", "protocol test failed in tell", 1);
    }
  }

  @Test
  void aConnectionEndsAlsoWhereItsSessionDoesNot() throws IOException {
    Address backend = echo();
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy =
          rig.open(UnsoundSession.protocol(new LineProtocol(), "close", mishap::strike), backend);
      try (Socket client = rig.connect(proxy)) {
        write(client, "a\n");
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).hasSize(2);
      }
      await().until(() -> proxy.connections() == 0);
      troubles(proxy, "test", "protocol test failed in close", 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "unabridged", "optional", "readBytes", "edits"})
  void whatNobodyButTheJournalWantsEndsNothing(String hook) throws IOException {
    for (Mishap mishap : Mishap.values()) {
      Proxy proxy =
          rig.open(
              UnsoundSession.protocol(new LineProtocol(), hook, mishap::strike),
              echo(),
              new Behavior() {});
      try (Socket client = rig.connect(proxy)) {
        write(client, "a\n");
        assertThat(read(client, 2)).isEqualTo("a\n");
      }
    }
    assertThat(log.with("protocol test failed in " + hook)).hasSize(Mishap.values().length);
  }

  @Test
  void isSaidOncePerPluginAndKindAndThenCounted() throws IOException {
    Proxy proxy =
        rig.open(new LineProtocol(), echo(), behavior("onBeforeHandle", Mishap.ASSERTION));
    try (Socket client = rig.connect(proxy)) {
      for (int i = 0; i < 150; i++) {
        write(client, "a\n");
        assertThat(read(client, 2)).isEqualTo("a\n");
      }
    }
    assertThat(log.with("behavior always failed in onBeforeHandle"))
        .containsExactly(
            "p0#1: behavior always failed in onBeforeHandle: java.lang.AssertionError: a mishap,"
                + " for the test; the exchange passes",
            "p0#1: behavior always failed in onBeforeHandle: java.lang.AssertionError: a mishap,"
                + " for the test; the exchange passes (10 times so far)",
            "p0#1: behavior always failed in onBeforeHandle: java.lang.AssertionError: a mishap,"
                + " for the test; the exchange passes (100 times so far)");
    assertThat(log.traces("behavior always failed")).isEqualTo(1);
  }

  @Test
  void leavesOtherProxiesAlone() throws IOException {
    leavesOtherProxiesAloneAfter(100);
  }

  @Test
  @Tag("thorough")
  void leavesOtherProxiesAloneAfterManyConnections() throws IOException {
    leavesOtherProxiesAloneAfter(2000);
  }

  private void leavesOtherProxiesAloneAfter(int connections) throws IOException {
    Address backend = echo();
    Proxy other = rig.open(new LineProtocol(), backend);
    Proxy proxy =
        rig.open(
            UnsoundSession.protocol(
                new LineProtocol(), "cutRequest", Mishap.NO_CLASS_DEF_FOUND::strike),
            backend);
    for (int i = 0; i < connections; i++) {
      try (Socket client = rig.connect(proxy)) {
        write(client, "a\n");
        assertThatThrownBy(() -> client.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }
    try (Socket client = rig.connect(other)) {
      write(client, "a\n");
      assertThat(read(client, 2)).isEqualTo("a\n");
    }
  }

  /** The journal has {@code count} entries of a plugin's failure, and none of anybody else's. */
  private void troubles(Proxy proxy, String plugin, String words, int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        rig.engine.journal().after(0, 1000).stream()
                            .filter(entry -> entry.origin() == Journal.Origin.PROXY)
                            .filter(entry -> entry.proxy().equals(proxy.spec().name())))
                    .hasSize(count)
                    .allSatisfy(
                        entry -> {
                          assertThat(entry.plugin()).isEqualTo(plugin);
                          assertThat(entry.connection()).isEqualTo(1);
                          assertThat(entry.decision()).startsWith(words).contains("; ");
                          assertThat(entry.done()).isNull();
                        }));
    assertThat(log.with(words)).isNotEmpty();
    assertThat(log.with("broke")).isEmpty();
  }
}
