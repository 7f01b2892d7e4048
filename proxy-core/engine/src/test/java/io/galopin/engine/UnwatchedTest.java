package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests when bytes of a watched connection pass unseen again. */
class UnwatchedTest {

  private static final Behavior NOTHING = before(Decision.pass());

  private final Rig rig = new Rig();
  private final TurnProtocol protocol = new TurnProtocol();
  private Address backend = new Address("127.0.0.1", 1);

  /** Echoes lower-case letters and swallows others. */
  @BeforeEach
  void startBackend() throws IOException {
    backend =
        rig.backend(
            socket -> {
              for (int c = socket.getInputStream().read();
                  c >= 0;
                  c = socket.getInputStream().read()) {
                if (Character.isLowerCase(c)) {
                  socket.getOutputStream().write(c);
                }
              }
            });
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior before(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void expect(Socket client, String text) throws IOException {
    assertThat(client.getInputStream().readNBytes(text.length()))
        .isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertReset(Socket client) {
    assertThatThrownBy(
            () -> {
              send(client, "x");
              client.getInputStream().read();
            })
        .isInstanceOf(SocketException.class);
  }

  /** Returns whether an exchange that begins and ends now is seen. */
  private boolean isWatched(Socket client) throws IOException {
    int before = protocol.asked.get();
    send(client, "a");
    expect(client, "a");
    return protocol.asked.get() > before;
  }

  @Test
  void bytesPassUnseenAgainWhenTheRulesAreGone() throws IOException {
    Proxy proxy = rig.open(protocol, backend, RuleSet.none(), Limits.defaults());
    try (Socket client = rig.connect(proxy)) {
      assertThat(isWatched(client)).isFalse();
      for (int i = 0; i < 2; i++) {
        proxy.setRules(Rig.always(NOTHING));
        assertThat(isWatched(client)).isTrue();
        proxy.setRules(RuleSet.none());
        // Nobody knows whether the turn on which the behavior acted is over.
        assertThat(isWatched(client)).isTrue();
        assertThat(isWatched(client)).isFalse();
      }
    }
  }

  @Test
  void theFirstTurnAfterwardsIsOneAgain() throws IOException {
    Proxy proxy = rig.open(protocol, backend, NOTHING);
    try (Socket client = rig.connect(proxy)) {
      assertThat(isWatched(client)).isTrue();
      proxy.setRules(RuleSet.none());
      assertThat(isWatched(client)).isTrue();
      assertThat(isWatched(client)).isFalse();

      proxy.setRules(Rig.always(before(Decision.reset())));

      assertReset(client);
      assertThat(rig.engine.journal().after(0, 9))
          .singleElement()
          .satisfies(entry -> assertThat(entry.exchange()).isEqualTo(3));
    }
  }

  @Test
  void aTurnWithoutAReplyIsWatchedUntilItHasOne() throws IOException {
    Proxy proxy = rig.open(protocol, backend, NOTHING);
    try (Socket client = rig.connect(proxy)) {
      assertThat(isWatched(client)).isTrue();
      proxy.setRules(RuleSet.none());
      send(client, "Q");
      send(client, "Q");
      assertThat(isWatched(client)).isTrue();
      assertThat(isWatched(client)).isFalse();
    }
  }

  @Test
  void whatIsHeldBackIsNotOvertaken() throws IOException {
    Proxy proxy = rig.open(protocol, backend, before(Decision.delay(Duration.ofMillis(300))));
    try (Socket client = rig.connect(proxy)) {
      send(client, "a");
      await().until(() -> protocol.asked.get() > 0);
      proxy.setRules(RuleSet.none());
      send(client, "b");
      expect(client, "ab");
    }
  }
}
