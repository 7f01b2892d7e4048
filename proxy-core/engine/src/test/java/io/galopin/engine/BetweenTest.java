package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests decisions between a request and its reply that take effect later. */
class BetweenTest {

  private static final Duration LATER = Duration.ofMillis(150);

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior between(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return exchange.request().label().equals("b") ? decision : Decision.pass();
      }
    };
  }

  private Proxy open(Decision decision) throws IOException {
    return rig.open(
        new LineProtocol(),
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())),
        between(decision));
  }

  private static String all(Socket client) throws IOException {
    client.getOutputStream().write("a\nb\n".getBytes(US_ASCII));
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  private List<String> faults() {
    return rig.engine.journal().after(0, 1000).stream()
        .map(entry -> entry.exchange() + " " + entry.decision())
        .toList();
  }

  @Test
  void aDelayHoldsTheReplyThatIsThere() throws IOException {
    try (Socket client = rig.connect(open(Decision.delay(LATER)))) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      client.getInputStream().readNBytes(2);
      long start = System.nanoTime();
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(2)).asString(US_ASCII).isEqualTo("b\n");
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(LATER.toNanos());
    }
    assertThat(faults()).containsExactly("2 delay 150 ms");
  }

  @Test
  void aLateCloseTakesThePlaceOfTheReplyThatIsThereAndIsOnRecordOnce() throws IOException {
    try (Socket client = rig.connect(open(new Decision(LATER, new Action.Close())))) {
      assertThat(all(client)).isEqualTo("a\n");
    }
    await().until(() -> rig.engine.heldBytes() == 0);
    assertThat(faults()).containsExactly("2 delay 150 ms", "2 close");
  }

  @Test
  void aLateHangIsForgottenWithItsConnectionAndCountedOnce() throws IOException {
    Proxy proxy = open(new Decision(LATER, new Action.Hang()));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\nb\n".getBytes(US_ASCII));
      await().until(() -> faults().contains("2 hang"));
      // The reply that waited for the same moment has a timer of its own, which may be next.
      await().until(() -> rig.engine.heldBytes() == 0);
    }
    await().until(() -> proxy.connections() == 0);
    await().until(() -> rig.engine.heldBytes() == 0);
    assertThat(faults()).containsExactly("2 delay 150 ms", "2 hang");
  }
}
