package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.exchange.Admission;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.ToxicChain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two ways that are made of the parts of one connection. */
class WayMakerTest {

  private final VirtualWires wires = new VirtualWires().attach();
  private final Admission admission = wires.admission();
  private final List<String> told = new ArrayList<>();
  private final WayMaker maker =
      new WayMaker(
          wires.facts,
          wires.guard,
          wires.controls,
          new Attention(wires.proxy, false, () -> false, () -> true),
          wires.desk);
  private final Way requests =
      maker.requests(
          path(wires.client, wires.toxics.toBackend(), wires.backend),
          admission,
          () -> told.add("all requests passed"));
  private final Way replies =
      maker.replies(
          path(wires.backend, wires.toxics.toClient(), wires.client),
          admission,
          () -> told.add("all replies passed"));

  private Path path(Side from, ToxicChain toxics, Side to) {
    HoldQueue holds =
        new HoldQueue(
            wires.facts.loop(), wires.guard, wires.facts.memory(), wires.controls::relieved);
    return new Path(from, holds, toxics, to);
  }

  @AfterEach
  void leavesNothingBehind() {
    requests.close();
    replies.close();
    wires.close();
    assertThat(wires.facts.memory().held()).isZero();
  }

  private void send(Way way, String text) {
    way.link().read(Wire.bytes(text));
    way.path().to().flush();
  }

  @Test
  void oneLeadsToTheBackendAndTheOtherToTheClient() {
    send(requests, "a\nb\n");
    assertThat(wires.atBackend).hasToString("a\nb\n");
    assertThat(wires.atClient).hasToString("");
    assertThat(wires.proxy.told).containsExactly("exchange", "exchange");
    send(replies, "ra\nrb\n");
    assertThat(wires.atClient).hasToString("ra\nrb\n");
    assertThat(wires.proxy.told).as("replies begin none").hasSize(2);
  }

  /** Both share one desk: what a behavior decides about a request is in the way of its reply. */
  @Test
  void behaviorsAreAskedOnBothAboutTheSameExchange() {
    Behavior behavior =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            told.add("before " + exchange.label());
            return Decision.pass();
          }

          @Override
          public Decision onBetweenHandle(Exchange exchange) {
            told.add("between " + exchange.label() + ", sent: " + wires.atBackend);
            return Decision.pass();
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            told.add("after " + exchange.label());
            return Decision.close();
          }
        };
    wires.proxy.rules = RuleSet.of(Mix.of(Map.of("b", BigDecimal.valueOf(100)), name -> behavior));
    send(requests, "a\n");
    assertThat(told).containsExactly("before a", "between a, sent: a\n");
    send(replies, "ra\n");
    assertThat(told).last().isEqualTo("after a");
    assertThat(wires.atClient).hasToString("");
    assertThat(wires.controls.told).contains("close orderly");
  }

  @Test
  void eachTellsWhenItHasPassedEverythingOn() {
    send(requests, "a\n");
    assertThat(told).isEmpty();
    requests.link().end();
    assertThat(told).containsExactly("all requests passed");
    replies.link().end();
    assertThat(told).containsExactly("all requests passed", "all replies passed");
  }
}
