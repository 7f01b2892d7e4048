package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.exchange.VirtualFacts;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.rule.ToxicTally.Step;
import io.galopin.testbed.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which toxics act on the third connection of a proxy, and when. */
class ActiveToxicsTest {

  private final VirtualFacts connection = new VirtualFacts();
  private final VirtualTime time = connection.time;
  private final List<List<String>> changes = new ArrayList<>();
  private List<ToxicSpec> toxics = List.of();
  private final ActiveToxics active =
      new ActiveToxics(connection.facts, new ToxicSteps(), () -> changes.add(names()));

  private ToxicSpec toxic(String name, double toxicity, Condition when, Trigger trigger) {
    Scope scope = new Scope(when, trigger);
    scope.start(connection.facts.startedAt());
    return new Puppet().spec(name, toxicity, scope);
  }

  private ToxicSpec toxic(String name, Trigger trigger) {
    return toxic(name, 1, Condition.always(), trigger);
  }

  private List<String> names() {
    return active.open(toxics).stream().map(ToxicSpec::name).toList();
  }

  private List<String> open(ToxicSpec... set) {
    toxics = List.of(set);
    return names();
  }

  private static List<Step> reached(ToxicSpec toxic) {
    return List.of(Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN).stream()
        .filter(step -> toxic.tally().connections(step) == 1)
        .toList();
  }

  @Test
  void aToxicActsWhenItsToxicityIsAboveTheDrawOfTheConnection() {
    double draw = connection.draws.number(3, "toxicity", "late");
    ToxicSpec just = toxic("late", Math.nextUp(draw), Condition.always(), Trigger.ALWAYS);
    ToxicSpec not = toxic("late", draw, Condition.always(), Trigger.ALWAYS);

    assertThat(open(just)).containsExactly("late");
    assertThat(open(not)).isEmpty();

    assertThat(reached(just)).containsExactly(Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN);
    assertThat(reached(not)).containsExactly(Step.SEEN, Step.WITHIN);
  }

  @Test
  void aToxicActsWhereItsConditionHolds() {
    ToxicSpec third =
        toxic("third", 1, Conditions.within(OwnAttributes.CONNECTION, 3, 3), Trigger.ALWAYS);
    ToxicSpec fourth =
        toxic("fourth", 1, Conditions.within(OwnAttributes.CONNECTION, 4, 4), Trigger.ALWAYS);

    assertThat(open(third, fourth)).containsExactly("third");

    assertThat(reached(fourth)).containsExactly(Step.SEEN);
  }

  @Test
  void aConnectionIsOneCall() {
    ToxicSpec once = toxic("once", Triggers.first(1));
    assertThat(open(once)).containsExactly("once");
    assertThat(open(once)).containsExactly("once");
    assertThat(new ActiveToxics(connection.facts, new ToxicSteps(), () -> {}).open(List.of(once)))
        .isEmpty();
  }

  @Test
  void aToxicThatIsSetAgainIsAnotherCall() {
    ToxicSpec once = toxic("once", Triggers.first(1));
    assertThat(open(once)).containsExactly("once");
    assertThat(open()).isEmpty();
    assertThat(open(once)).isEmpty();
  }

  @Test
  void aToxicThatLeavesIsForgottenAmongOthers() {
    ToxicSpec once = toxic("once", Triggers.first(1));
    ToxicSpec other = toxic("other", Triggers.first(1));
    assertThat(open(once, other)).containsExactly("once", "other");
    assertThat(open(other)).containsExactly("other");
    assertThat(open(once, other)).containsExactly("other");
  }

  @Test
  void timeOpensAndClosesToxics() {
    ToxicSpec late = toxic("late", Triggers.after(Duration.ofSeconds(5)));
    ToxicSpec early = toxic("early", Triggers.until(Duration.ofSeconds(2)));
    assertThat(open(late, early)).containsExactly("early");
    assertThat(reached(late)).containsExactly(Step.SEEN, Step.WITHIN, Step.CHOSEN);

    time.advance(Duration.ofSeconds(2).minusNanos(1));
    assertThat(changes).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(changes).containsExactly(List.of());
    time.advance(Duration.ofSeconds(3).minusNanos(1));
    assertThat(changes).hasSize(1);
    time.advance(Duration.ofNanos(1));

    assertThat(changes).containsExactly(List.of(), List.of("late"));
    assertThat(time.hasTimers()).isFalse();
    assertThat(reached(late)).contains(Step.OPEN);
  }

  @Test
  void timeThatDoesNotMatterSetsNoTimer() {
    open(toxic("always", Trigger.ALWAYS));
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void saysNothingMoreWhenItIsClosedOrAskedAnew() {
    open(toxic("late", Triggers.after(Duration.ofSeconds(5))));
    open(toxic("later", Triggers.after(Duration.ofSeconds(6))));
    time.advance(Duration.ofSeconds(5));
    assertThat(changes).isEmpty();

    active.close();

    assertThat(time.hasTimers()).isFalse();
    active.close();
  }
}
