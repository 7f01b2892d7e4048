package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicTally.Step;
import org.junit.jupiter.api.Test;

class StageRecordTest {

  private final NotedChain chain = new NotedChain();
  private final ToxicSpec spec = new Puppet().spec("late");
  private final StageRecord record = new StageRecord(chain, spec);

  private static long count(ToxicSpec of, Step step) {
    return of.tally().connections(step);
  }

  @Test
  void isReachedOnce() {
    assertThat(record.reached()).isTrue();
    assertThat(record.reached()).isFalse();
    assertThat(count(spec, Step.REACHED)).isEqualTo(1);
  }

  @Test
  void knowsTheLastToxicBeforeItThatWasReached() {
    record.cameBefore(new Puppet().spec("first"));
    record.cameBefore(new Puppet().spec("second"));

    assertThat(count(spec, Step.BEFORE)).isEqualTo(1);
    assertThat(spec.tally().predecessor()).contains("second");
  }

  @Test
  void writesOnceThatItActsAndItsTotalsAtTheEnd() {
    record.passed(3);
    record.acts();
    record.acts();
    record.passed(4);
    record.dropped(5);
    record.waited();
    record.waited();
    assertThat(record.gone()).isEqualTo(12);
    record.end();
    record.end();

    assertThat(count(spec, Step.FIRED)).isEqualTo(1);
    assertThat(chain.connection.entries())
        .containsExactly("begins: test {}", "ended: 7 bytes passed, 5 dropped, 2 waits");
  }

  @Test
  void writesNothingOfAToxicThatDidNothing() {
    record.passed(3);
    record.end();
    assertThat(chain.connection.entries()).isEmpty();
    assertThat(count(spec, Step.FIRED)).isZero();
  }

  @Test
  void aChangedToxicCountsForItselfAndBeginsNotAgain() {
    ToxicSpec changed = new Puppet().spec("late");
    record.reached();
    record.acts();

    record.become(changed);

    assertThat(record.reached()).isTrue();
    record.acts();
    assertThat(count(changed, Step.REACHED)).isEqualTo(1);
    assertThat(count(changed, Step.FIRED)).isEqualTo(1);
    assertThat(chain.connection.entries()).containsExactly("begins: test {}");
  }
}
