package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Attribute PATH = Attribute.text("path", Moment.REQUEST, "");
  private static final Attribute METHOD = Attribute.text("method", Moment.REQUEST, "");
  private static final Condition WHEN =
      Condition.all(List.of(Conditions.like(METHOD, "GET"), Conditions.like(PATH, "/a")));

  private final Tally tally = new Tally();

  private static Facts facts(String method, String path) {
    return term -> term.attribute().equals(METHOD) ? method : path;
  }

  private void miss(String method, String path, long connection) {
    tally.noteMiss(WHEN, facts(method, path), new At(connection));
  }

  private String nearest() {
    return tally.nearest().map(Tally.NearMiss::toString).orElse("");
  }

  @Test
  void countsWhatBehaviorsDidInAllAndEach() {
    tally.countSeen();
    tally.countMatch();
    tally.countChoice("delay");
    tally.countChoice("delay");
    tally.countChoice("error");
    tally.countFault("delay");
    assertThat(tally.chosen("delay")).isEqualTo(2);
    assertThat(tally.fired("delay")).isEqualTo(1);
    assertThat(tally.fired()).isEqualTo(1);
    assertThat(tally.withoutEffect()).isEqualTo(2);
    assertThat(tally.chosen("hang")).isZero();
    assertThat(tally.fired("hang")).isZero();
    assertThat(tally).hasToString("saw 1, matched 1, fired 1, without effect 2");
  }

  @Test
  void saysNothingOfEffectsWhereAllHadOne() {
    tally.countChoice("delay");
    tally.countFault("delay");
    assertThat(tally).hasToString("saw 0, matched 0, fired 1");
  }

  /** A fault may be counted by another thread between the two sums. */
  @Test
  void neverHasLessThanNoEffect() {
    tally.countFault("delay");
    assertThat(tally.withoutEffect()).isZero();
  }

  @Test
  void startsOnce() {
    tally.start(7);
    tally.start(9);
    assertThat(tally.startedAt()).isEqualTo(7);
  }

  @Test
  void numbersItsCallsFromOne() {
    assertThat(tally.nextCall()).isEqualTo(1);
    assertThat(tally.nextCall()).isEqualTo(2);
  }

  @Test
  void knowsWhoTookExchanges() {
    assertThat(tally.taker()).isEmpty();
    Mix mix = Mix.of(Map.of("test", BigDecimal.TEN), name -> new Behavior() {});
    tally.countTaken(new Rule("first", WHEN, Trigger.ALWAYS, mix, false, true));
    assertThat(tally.taken()).isEqualTo(1);
    assertThat(tally.taker()).hasValue("first");
  }

  @Test
  void keepsTheFirstOfTheNearestMisses() {
    miss("PUT", "/b", 1);
    miss("PUT", "/c", 9);
    assertThat(nearest())
        .isEqualTo(
            "method: PUT (expected: method=GET) at connection 1, exchange 5 (0 of 2 conditions"
                + " met)");
    miss("GET", "/b", 2);
    miss("PUT", "/a", 3);
    miss("PUT", "/b", 4);
    assertThat(nearest())
        .isEqualTo(
            "path: /b (expected: path=/a) at connection 2, exchange 5 (1 of 2 conditions met)");
    assertThat(tally.toString()).endsWith("fired 0; nearest miss: " + nearest());
  }

  @Test
  void keepsNoEndlessValue() {
    miss("GET", "/" + "b".repeat(100_000), 1);
    assertThat(nearest().length()).isLessThan(2_000);
  }

  private record At(long connection) implements Rule.Place {
    @Override
    public long exchange() {
      return 5;
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public long connectionStartedAt() {
      return 0;
    }

    @Override
    public double number(String key) {
      return 0;
    }

    @Override
    public long nextCall(Tally tally) {
      return 1;
    }
  }
}
