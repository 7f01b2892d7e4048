package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Reply;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiringsTest {

  private static final Reply REPLY = () -> "reply";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualDesk desk = new VirtualDesk();
  private final List<String> asked = new ArrayList<>();
  private final Deciding first = noting("first");
  private final Deciding second = noting("second");
  private final ActiveExchange exchange = desk.exchange("a", first, second);

  private Deciding noting(String name) {
    Deciding deciding = new Deciding();
    deciding.hook = of -> asked.add(name + " " + deciding.asked.get(deciding.asked.size() - 1));
    return deciding;
  }

  private static Action rewrite(String name, String value) {
    return new Action.Rewrite(Map.of(name, value));
  }

  @Test
  void asksInTheirOrderAndAfterTheReplyInReverse() {
    assertThat(exchange.before().passes()).isTrue();
    assertThat(exchange.between().passes()).isTrue();
    assertThat(exchange.after(REPLY)).isSameAs(Verdict.PASS);
    assertThat(asked)
        .containsExactly(
            "first before",
            "second before",
            "first between",
            "second between",
            "second after",
            "first after");
    assertThat(exchange.reply()).isSameAs(REPLY);
    assertThat(desk.connection.entries()).isEmpty();
  }

  @Test
  void delaysAddUp() {
    first.before(Decision.delay(SECOND));
    second.before(Decision.delay(SECOND.multipliedBy(2)));
    assertThat(exchange.before()).isEqualTo(Verdict.after(Hook.BEFORE, SECOND.multipliedBy(3)));
    assertThat(desk.connection.entries()).containsExactly("delay 1 s", "delay 2 s");
  }

  @Test
  void theFirstThatEndsTheExchangeDecides() {
    for (Decision end :
        List.of(
            Decision.fail(Failure.ERROR),
            Decision.babble(1),
            Decision.close(),
            Decision.reset(),
            Decision.hang())) {
      first.between(end.delayedBy(SECOND));
      Verdict verdict = exchange.between();
      assertThat(verdict.action()).isSameAs(end.action());
      assertThat(verdict.hook()).isEqualTo(Hook.BETWEEN);
      assertThat(verdict.delay()).isEqualTo(SECOND);
      assertThat(verdict.by().rule()).isEqualTo("b0");
      assertThat(verdict.passes()).isFalse();
    }
    assertThat(second.asked).isEmpty();

    first.between(Decision.pass());
    second.after(Decision.close());
    assertThat(exchange.after(REPLY).by().rule()).isEqualTo("b1");
    assertThat(first.asked).doesNotContain("after");
    first.before(Decision.close());
    assertThat(exchange.before().by().rule()).isEqualTo("b0");
    assertThat(second.asked).doesNotContain("before");
  }

  @Test
  void actionsOnTheReplyAreKeptInTheirOrder() {
    Firings firings = exchange.firings();
    assertThat(firings.shapings()).isEmpty();
    List<Action> actions =
        List.of(
            new Action.Insert(1),
            new Action.Lose(Action.End.CLOSE),
            new Action.Throttle(1),
            new Action.Truncate(1, Action.End.CLOSE),
            new Action.Corrupt(1));
    for (Action action : actions) {
      first.before(Decision.act(action));
      assertThat(exchange.before().passes()).isTrue();
    }
    assertThat(firings.shapings()).extracting(Firings.Shaping::action).isEqualTo(actions);
    assertThat(firings.shapings()).extracting(Firings.Shaping::hook).containsOnly(Hook.BEFORE);
    assertThat(second.asked).hasSize(5);
  }

  @Test
  void theLaterOfTwoRewritesOfOneAttributeWins() {
    first.before(Decision.act(rewrite("a", "1")));
    second.before(Decision.act(new Action.Rewrite(Map.of("a", "2", "b", "2"))));
    assertThat(exchange.before().passes()).isTrue();
    first.before(Decision.act(rewrite("b", "3")));
    second.before(Decision.pass());
    exchange.before();

    Map<Firing, Map<String, String>> taken = exchange.firings().takeRewrites();

    assertThat(taken.values()).containsExactly(Map.of("b", "3"), Map.of("a", "2"));
    assertThat(exchange.firings().takeRewrites()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"onBeforeHandle", "onBetweenHandle", "onAfterHandle"})
  void aBehaviorThatFailsLetsTheExchangePassAndTheNextIsAsked(String hook) {
    Deciding failing = hook.equals("onAfterHandle") ? second : first;
    Deciding other = failing == first ? second : first;
    failing.hook =
        of -> {
          throw new AssertionError("on purpose");
        };
    Supplier<Verdict> ask =
        switch (hook) {
          case "onBeforeHandle" -> exchange::before;
          case "onBetweenHandle" -> exchange::between;
          default -> () -> exchange.after(REPLY);
        };
    assertThat(ask.get().passes()).isTrue();

    assertThat(other.asked).hasSize(1);
    String plugin = failing == first ? "b0" : "b1";
    assertThat(desk.connection.entries())
        .containsExactly(
            "behavior "
                + plugin
                + " failed in "
                + hook
                + ": java.lang.AssertionError: on purpose; the exchange passes");
    assertThat(desk.connection.journal.after(0, 1))
        .extracting(Journal.Entry::rule, Journal.Entry::exchange, Journal.Entry::connection)
        .containsExactly(tuple(plugin, 1L, 3L));
  }

  @Test
  void aDecisionThatMakesNoSenseIsAFailure() {
    first.before(null);
    second.between(Decision.act(rewrite("a", "1")));
    assertThat(exchange.before().passes()).isTrue();
    assertThat(exchange.between().passes()).isTrue();
    assertThat(desk.connection.entries())
        .containsExactly(
            "behavior b0 failed in onBeforeHandle: returned null (expected: a decision);"
                + " the exchange passes",
            "behavior b1 failed in onBetweenHandle: returned a Rewrite"
                + " (expected: not between request and reply); the exchange passes");
    assertThat(exchange.firings().takeRewrites()).isEmpty();
  }

  @Test
  void aRuleThatIsChosenAtTheReplyIsAskedAllThen() {
    Deciding late = noting("late");
    exchange.add(desk.firing("late", late, true), desk.connection.recorder);
    exchange.between();
    assertThat(late.asked).isEmpty();

    late.before(Decision.delay(SECOND));
    late.after(Decision.delay(SECOND));
    assertThat(exchange.after(REPLY).delay()).isEqualTo(SECOND.multipliedBy(2));
    assertThat(late.asked).containsExactly("before", "between", "after");
    assertThat(asked).endsWith("late after", "second after", "first after");
  }

  @Test
  void aRuleThatIsChosenAtTheReplyMayEndTheExchangeAtEachHook() {
    Deciding late = noting("late");
    exchange.add(desk.firing("late", late, true), desk.connection.recorder);
    late.between(Decision.close());
    Verdict verdict = exchange.after(REPLY);
    assertThat(verdict.action()).isEqualTo(new Action.Close());
    assertThat(verdict.hook()).isEqualTo(Hook.AFTER);
    assertThat(asked).containsExactly("late before", "late between");
  }

  @Test
  void knowsWhoIsAsked() {
    List<String> rules = new ArrayList<>();
    first.hook = of -> rules.add(exchange.firings().asked().rule());
    second.hook = first.hook;
    exchange.before();
    assertThat(rules).containsExactly("b0", "b1");
    assertThat(exchange.firings().asked()).isNull();
  }

  @Test
  void knowsThePluginThatMadeABehavior() {
    RuleSet rules = new RuleSet(List.of(VirtualDesk.rule("slow", first)));
    assertThat(Firings.plugin(rules, Deciding.class.getName())).isEqualTo("slow");
    assertThat(Firings.plugin(rules, "com.example.Other")).isEqualTo("com.example.Other");
  }
}
