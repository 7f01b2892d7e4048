package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.rule.ToxicTally.Step;
import org.junit.jupiter.api.Test;

class ToxicTallyTest {

  private final ToxicTally tally = new ToxicTally();

  @Test
  void countsEachStepApart() {
    tally.count(Step.SEEN);
    tally.count(Step.SEEN);
    tally.count(Step.FIRED);
    assertThat(Step.values())
        .extracting(tally::connections)
        .containsExactly(2L, 0L, 0L, 0L, 0L, 0L, 1L);
  }

  @Test
  void knowsTheLastToxicBeforeIt() {
    assertThat(tally.predecessor()).isEmpty();
    tally.predecessor("slow");
    tally.predecessor("slower");
    assertThat(tally.predecessor()).hasValue("slower");
  }
}
