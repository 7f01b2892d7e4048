package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.exchange.RequestWatcher;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests when behaviors are called between request and reply. */
class DeparturesTest {

  private final VirtualWires wires = new VirtualWires();
  private final List<String> asked = new ArrayList<>();
  private final Departures departures =
      new Departures(wires.time.loop(), wires.controls, wires.desk.interventions(), wires.backend);
  private final Behavior behavior =
      new Behavior() {
        @Override
        public Decision onBetweenHandle(Exchange exchange) {
          asked.add(exchange.label() + " after \"" + wires.atBackend + "\"");
          return Decision.pass();
        }
      };

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    assertThat(wires.facts.memory().held()).isZero();
  }

  private void request(String text) {
    wires.proxy.rules = RuleSet.of(Mix.of(Map.of("b", BigDecimal.valueOf(100)), name -> behavior));
    RequestWatcher watcher =
        new RequestWatcher(
            wires.desk,
            wires.toxics.toBackend(),
            wires.wires.requests().holds(),
            wires.admission(),
            departures::leaves);
    ByteBuf in = Wire.bytes(text);
    Cut cut = watcher.cut(in);
    watcher.come(cut, in);
    watcher.take(cut, in);
  }

  @Test
  void asksAtOnceWhenTheSocketHasTakenTheRequest() {
    wires.attach();
    request("a\n");
    assertThat(asked).containsExactly("a after \"a\n\"");
    wires.time.run();
    assertThat(wires.controls.told).isEmpty();
  }

  @Test
  void asksLaterWhereTheSocketIsSlowAndThenThereMayBeRoom() {
    wires.attach();
    wires.backendSocket.room(1);
    request("a\n");
    assertThat(asked).isEmpty();
    wires.backendSocket.room(1);
    assertThat(asked).containsExactly("a after \"a\n\"");
    assertThat(wires.controls.told).isEmpty();
    wires.time.run();
    assertThat(wires.controls.told).containsExactly("relieved");
  }

  @Test
  void asksWhenThereIsASocket() {
    request("a\n");
    assertThat(asked).isEmpty();
    wires.attach();
    assertThat(asked).containsExactly("a after \"a\n\"");
  }
}
