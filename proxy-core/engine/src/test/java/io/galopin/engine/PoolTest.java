package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a client is told if there is no free connection to the backend. */
class PoolTest {

  private static Limits one(Duration patience) {
    return new Limits(
        Duration.ofSeconds(30),
        Optional.empty(),
        OptionalInt.of(1),
        patience,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void aWaitThatIsTooLongIsATimeout() throws IOException {
    AtomicInteger reached = new AtomicInteger();
    Address backend =
        rig.backend(
            socket -> {
              reached.incrementAndGet();
              socket.getInputStream().readAllBytes();
            });
    Proxy proxy =
        rig.open(new LineProtocol(), backend, RuleSet.none(), one(Duration.ofMillis(100)));
    try (Socket first = rig.connect(proxy)) {
      await().until(() -> reached.get() == 1);
      Socket second = rig.connect(proxy);
      second.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(second.getInputStream().readAllBytes())
          .asString(US_ASCII)
          .isEqualTo("TROUBLE TIMEOUT\n");
      assertThat(rig.engine.journal().after(0, 10))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.decision())
                      .isEqualTo(
                          "no place in the pool of backend connections became free in time"));
      assertThat(first.isConnected()).isTrue();
    }
  }

  @Test
  void aPlaceIsFreeAgainWhenItsConnectionIsOver() throws IOException {
    Address backend =
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    Proxy proxy =
        rig.open(new LineProtocol(), backend, RuleSet.none(), one(Duration.ofSeconds(20)));
    for (int i = 0; i < 3; i++) {
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write("a\n".getBytes(US_ASCII));
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("a\n");
      }
    }
    assertThat(rig.engine.journal().after(0, 10)).isEmpty();
  }
}
