package io.galopin.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.rule.ToxicTally.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfiredToxicTest {

  private static final Scope FIRST = new Scope(Condition.always(), Triggers.first(1));

  private static ToxicSpec toxic(double toxicity, Scope scope) {
    Options none = Options.defaults(List.of());
    return new ToxicSpec(
        "slow",
        "latency",
        Direction.UPSTREAM,
        toxicity,
        none,
        (place, before) -> (length, arrived) -> Move.passAll(),
        scope);
  }

  /** The toxic has come so far on a number of connections. */
  private static void reach(ToxicSpec toxic, int connections, Step... steps) {
    for (int i = 0; i < connections; i++) {
      ToxicSteps ofConnection = new ToxicSteps();
      for (Step step : steps) {
        ofConnection.take(toxic, step);
      }
    }
  }

  private static String reason(ToxicSpec toxic) {
    return new UnfiredToxic(toxic, 0).reason();
  }

  @Test
  void saysHowOftenItFired() {
    ToxicSpec toxic = toxic(1, Scope.all());
    UnfiredToxic proof = new UnfiredToxic(toxic, 0);
    assertThat(proof.fired()).isFalse();
    reach(toxic, 2, Step.SEEN, Step.FIRED);
    assertThat(proof.fired()).isTrue();
    assertThat(proof.connections()).isEqualTo(2);
  }

  @Test
  void wasNeverOnAConnection() {
    assertThat(new UnfiredToxic(toxic(1, Scope.all()), 0).sentence())
        .isEqualTo(
            "toxic slow never fired: no traffic, not one connection was open while it was set");
  }

  /** One that was open before it was set need not have noticed. */
  @Test
  void wasOnConnectionsThatWereSilent() {
    ToxicSpec toxic = toxic(1, Scope.all());
    assertThat(new UnfiredToxic(toxic, 3).reason())
        .isEqualTo("nothing came to it upstream on 3 connections");
    reach(toxic, 5, Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN);
    assertThat(new UnfiredToxic(toxic, 3).reason())
        .isEqualTo("nothing came to it upstream on 5 connections");
  }

  @Test
  void hadNothingToDoWithWhatCame() {
    ToxicSpec toxic = toxic(1, Scope.all());
    reach(toxic, 1, Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN, Step.REACHED);
    assertThat(reason(toxic))
        .isEqualTo("data or its end came to it on 1 connection and gave it nothing to do");
  }

  @Test
  void wasOutsideOfItsScope() {
    ToxicSpec toxic = toxic(1, FIRST);
    reach(toxic, 4, Step.SEEN);
    assertThat(reason(toxic))
        .isEqualTo("none of 4 connections was within its condition and trigger");
  }

  /** Chosen, but its time to act never came. */
  @Test
  void wasOutsideOfItsTime() {
    ToxicSpec toxic = toxic(1, FIRST);
    reach(toxic, 2, Step.SEEN, Step.WITHIN, Step.CHOSEN);
    assertThat(reason(toxic))
        .isEqualTo("none of 2 connections was within its condition and trigger");
    reach(toxic, 1, Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN);
    assertThat(reason(toxic)).isEqualTo("nothing came to it upstream on 3 connections");
  }

  @Test
  void wasNotChosenByChance() {
    ToxicSpec toxic = toxic(0.5, Scope.all());
    reach(toxic, 2, Step.SEEN, Step.WITHIN);
    assertThat(reason(toxic))
        .isEqualTo(
            "chance, 50.00 % took none of 2 connections; the probability of that is 25.00 %");
  }

  /** Chance had no say about the connections outside of its scope. */
  @Test
  void chanceIsThatOfTheConnectionsInItsScope() {
    ToxicSpec toxic = toxic(0.5, FIRST);
    reach(toxic, 9, Step.SEEN);
    reach(toxic, 1, Step.SEEN, Step.WITHIN);
    assertThat(reason(toxic)).startsWith("chance, 50.00 % took none of 1 connections");
  }

  @Test
  void wasBehindAToxicThatKeptEverything() {
    ToxicSpec toxic = toxic(1, Scope.all());
    reach(toxic, 2, Step.SEEN, Step.WITHIN, Step.CHOSEN, Step.OPEN, Step.BEFORE);
    toxic.tally().predecessor("wall");
    assertThat(reason(toxic))
        .isEqualTo(
            "what was sent upstream on 2 connections did not get past toxic wall, which is before"
                + " it");
  }
}
