package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a layer below a protocol whose backend speaks first, on real sockets. */
class LayeredProxyTest {

  private final Rig rig = new Rig();
  private final HelloLayer hello = new HelloLayer();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private Proxy open(RuleSet rules) throws IOException {
    Proxy plain = rig.open(new GreetedLines(), rig.backend(this::serve), rules, Limits.defaults());
    return plain.become(plain.spec().withLayers(List.of(Made.of(HelloLayer.NAME, hello)))).join();
  }

  private void serve(Socket socket) throws IOException {
    socket.getInputStream().readNBytes("HELLO joe\n".length());
    socket.getOutputStream().write("OK 2\nhi\n".getBytes(US_ASCII));
    socket.getInputStream().transferTo(socket.getOutputStream());
  }

  private static String say(Socket socket, String text, int bytes) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
  }

  @Test
  void theProtocolAboveSpeaksWhenTheLayerIsOver() throws IOException {
    Proxy proxy = open(RuleSet.none());
    try (Socket client = rig.connect(proxy)) {
      assertThat(say(client, "HELLO joe\na\n", 10)).isEqualTo("OK 2\nhi\na\n");
      assertThat(say(client, "b\n", 2)).isEqualTo("b\n");
    }
    assertThat(proxy.exchanges()).isEqualTo(2);
  }

  @Test
  void aRuleOfTheLayerFailsInItsTerms() throws IOException {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.fail(Failure.ERROR);
          }
        };
    Rule rule =
        new Rule(
            "closed",
            Condition.has(HelloLayer.WHO),
            Trigger.ALWAYS,
            Mix.of(Map.of("fails", BigDecimal.valueOf(100)), same -> fails),
            false,
            true);
    Proxy proxy = open(new RuleSet(List.of(rule)));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("HELLO joe\n".getBytes(US_ASCII));

      assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("NO error\n");
    }
    assertThat(rig.engine.journal().after(0, 10))
        .singleElement()
        .extracting(Journal.Entry::layer, Journal.Entry::exchange, Journal.Entry::request)
        .containsExactly("hello", 0L, "HELLO joe");
  }
}
