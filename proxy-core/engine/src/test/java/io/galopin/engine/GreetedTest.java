package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a backend that speaks first, on real sockets. */
class GreetedTest {

  private final Rig rig = new Rig();
  private final AtomicInteger accepted = new AtomicInteger();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private void greet(Socket socket) throws IOException {
    accepted.incrementAndGet();
    socket.getOutputStream().write("hi\n".getBytes(US_ASCII));
    socket.getInputStream().readNBytes(4);
    socket.getOutputStream().write("go\n".getBytes(US_ASCII));
    socket.getOutputStream().write(socket.getInputStream().readNBytes(5));
  }

  private static String say(Socket socket, String text, int bytes) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
  }

  @Test
  void aChangeToTlsIsSaidOncePerProxy() throws IOException {
    try (LogLines log = new LogLines()) {
      Proxy proxy = rig.open(new GreetedLines(), rig.backend(this::greet));
      for (int i = 0; i < 2; i++) {
        Socket client = rig.connect(proxy);
        assertThat(say(client, "", 3)).isEqualTo("hi\n");
        assertThat(say(client, "tls\n", 3)).isEqualTo("go\n");
        assertThat(say(client, "\u0016\u0003\u0001ab", 5)).isEqualTo("\u0016\u0003\u0001ab");
      }

      assertThat(log.with("switched to TLS"))
          .singleElement()
          .asString()
          .startsWith("p0: a client and the backend switched to TLS")
          .contains("stay in the clear");
      assertThat(proxy.exchanges()).isEqualTo(4);
    }
  }

  @Test
  void aRefusedGreetingNeverReachesTheBackend() throws IOException {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.fail(Failure.ERROR);
          }
        };
    Rule rule =
        new Rule(
            "crowded",
            Condition.is(new Term(OwnAttributes.OPENING, "")),
            Trigger.ALWAYS,
            Mix.of(Map.of("fails", BigDecimal.valueOf(100)), same -> fails),
            false,
            true);
    Proxy proxy =
        rig.open(
            new GreetedLines(),
            rig.backend(this::greet),
            new RuleSet(List.of(rule)),
            Limits.defaults());
    for (int i = 0; i < 20; i++) {
      Socket client = rig.connect(proxy);
      client.getOutputStream().write("early\n".getBytes(US_ASCII));
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
          .isEqualTo("ERROR hello\n");
    }

    assertThat(accepted).hasValue(0);
    assertThat(rule.tally().fired()).isEqualTo(20);
  }
}
