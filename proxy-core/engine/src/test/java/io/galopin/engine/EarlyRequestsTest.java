package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests requests that arrive before there is a socket to the backend. */
class EarlyRequestsTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  /** The backend may have one connection. */
  private Proxy open(Behavior behavior) throws IOException {
    Address backend =
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    Mix always = Mix.of(Map.of("test", BigDecimal.valueOf(100)), name -> behavior);
    Limits limits =
        new Limits(
            Duration.ofSeconds(30),
            Optional.empty(),
            OptionalInt.of(1),
            Duration.ofSeconds(20),
            OptionalInt.empty(),
            OptionalInt.empty());
    return rig.open(new LineProtocol(), backend, RuleSet.of(always), limits);
  }

  private static Behavior closesAtBAndDelaysC() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return exchange.request().label().equals("c")
            ? Decision.delay(Duration.ofMillis(1))
            : Decision.pass();
      }

      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return exchange.request().label().equals("b")
            ? Decision.act(new Action.Close())
            : Decision.pass();
      }
    };
  }

  private List<String> faultsOf(long connection) {
    return rig.engine.journal().after(0, 1000).stream()
        .filter(entry -> entry.connection() == connection)
        .map(entry -> entry.exchange() + " " + entry.decision())
        .toList();
  }

  private String sayWhileThereIsNoRoom(Proxy proxy, String requests) throws IOException {
    Socket first = rig.connect(proxy);
    first.getOutputStream().write("x\n".getBytes(US_ASCII));
    assertThat(first.getInputStream().readNBytes(2)).asString(US_ASCII).isEqualTo("x\n");
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write(requests.getBytes(US_ASCII));
      await().until(() -> proxy.exchanges() > 1);
      first.close();
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void meetNoRuleBehindOneWhoseRuleEndsTheConnection() throws IOException {
    Proxy proxy = open(closesAtBAndDelaysC());

    assertThat(sayWhileThereIsNoRoom(proxy, "a\nb\nc\n")).isEqualTo("a\n");

    await().until(() -> proxy.connections() == 0);
    assertThat(faultsOf(2)).containsExactly("2 close");
  }

  @Test
  void areAllAnsweredInTheirOrder() throws IOException {
    Proxy proxy = open(closesAtBAndDelaysC());

    assertThat(sayWhileThereIsNoRoom(proxy, "a\nc\nd\nc\ne\n")).isEqualTo("a\nc\nd\nc\ne\n");

    assertThat(faultsOf(2)).containsExactly("2 delay 1 ms", "4 delay 1 ms");
  }
}
