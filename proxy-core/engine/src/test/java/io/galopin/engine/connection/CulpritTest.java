package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.exchange.Firings;
import io.galopin.engine.exchange.GuardedSession;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.GuardedStage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests which plugin is running according to a stack, newest call first. */
class CulpritTest {

  private static final StackTraceElement LOOP = call("io.netty.channel.EventLoop", "run");
  private static final StackTraceElement SIDE = call(Side.class.getName(), "channelRead");
  private static final StackTraceElement SLEEP = call("java.lang.Thread", "sleep");
  private static final String PLUGIN = "com.example.Plugin";

  private final VirtualWires wires = new VirtualWires();

  private static StackTraceElement call(String type, String method) {
    return new StackTraceElement(type, method, null, -1);
  }

  private @Nullable String culprit(StackTraceElement... stack) {
    var found = Culprit.of(1_234, stack, "line", wires.proxy);
    return found == null ? null : found.getMessage();
  }

  private static final class Slow implements Behavior, Toxic {
    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return Decision.pass();
    }

    @Override
    public Stage open(Place place, @Nullable Stage before) {
      return (length, arrived) -> Move.passAll();
    }
  }

  @Test
  void nobodyIsWhereTheEngineItselfWorks() {
    assertThat(culprit(SIDE, LOOP)).isNull();
    assertThat(culprit(SLEEP, SIDE, LOOP)).isNull();
    assertThat(culprit()).isNull();
    assertThat(culprit(call(PLUGIN, "run"), LOOP)).as("no engine below it").isNull();
  }

  @Test
  void aProtocolIsNamedWithTheHookThatTheEngineCalled() {
    assertThat(
            culprit(
                SLEEP,
                call(PLUGIN + "$Inner", "parse"),
                call(PLUGIN, "cutRequest"),
                call(GuardedSession.class.getName(), "cutRequest"),
                SIDE,
                LOOP))
        .isEqualTo("protocol line takes long in cutRequest: has not returned for 1234 ms");
  }

  @Test
  void aMessageOfAProtocolIsNamedWithItsMethod() {
    assertThat(culprit(call(PLUGIN, "label"), SIDE, LOOP))
        .isEqualTo("protocol line takes long in label: has not returned for 1234 ms");
  }

  @Test
  void aBehaviorIsNamedAsItsRuleNamesIt() {
    Behavior slow = new Slow();
    wires.proxy.rules = RuleSet.of(Mix.of(Map.of("slow", BigDecimal.valueOf(100)), name -> slow));
    StackTraceElement ask = call(Firings.class.getName() + "$Poll", "ask");
    assertThat(culprit(call("com.example.Slow", "onBeforeHandle"), ask, SIDE, LOOP))
        .isEqualTo(
            "behavior com.example.Slow takes long in onBeforeHandle: has not returned for 1234 ms");
    assertThat(Firings.plugin(wires.proxy.rules, CulpritTest.class.getName())).isEqualTo("slow");
  }

  @Test
  void aToxicIsNamedByItsType() {
    wires.proxy.toxics =
        List.of(
            new ToxicSpec(
                "late", "slow", Direction.UPSTREAM, 1, Options.defaults(List.of()), new Slow()));
    StackTraceElement ask = call(GuardedStage.class.getName(), "onBytes");
    assertThat(culprit(call(PLUGIN, "lambda$open$0"), ask, SIDE, LOOP))
        .isEqualTo("toxic com.example.Plugin takes long in onBytes: has not returned for 1234 ms");
    assertThat(GuardedStage.plugin(wires.proxy.toxics, CulpritTest.class.getName()))
        .isEqualTo("slow");
  }

  @Test
  void theOldestPluginOnTheStackIsToBlame() {
    assertThat(
            culprit(
                call("com.example.Other", "deep"),
                call(Side.class.getName(), "write"),
                call(PLUGIN, "cutReply"),
                call(GuardedSession.class.getName(), "cutReply"),
                LOOP))
        .startsWith("protocol line takes long in cutReply");
  }

  @Test
  void aConnectionTellsWhoBlocksIt() {
    ConnectionWork work = new ConnectionWork(wires.proxy, wires.facts, wires.recorder, "line");
    StackTraceElement[] stack = {call(PLUGIN, "label"), SIDE, LOOP};
    assertThat(work.place()).isEqualTo("web#1");
    work.slow(work.blocked(200, stack));
    assertThat(wires.proxy.journal().written()).isZero();
    work.hung(work.blocked(2_000, stack), "others go on");
    assertThat(wires.proxy.journal().after(0, 1).get(0).decision())
        .isEqualTo("protocol line takes long in label: has not returned for 2000 ms; others go on");
    assertThat(work.blocked(200, new StackTraceElement[] {LOOP})).isNull();
  }
}
