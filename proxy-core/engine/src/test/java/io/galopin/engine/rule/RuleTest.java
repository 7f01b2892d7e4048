package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RuleTest {

  private static final long SET_AT = TimeUnit.HOURS.toNanos(5);

  /** Later than the rule was set. */
  private static final long ACCEPTED_AT = SET_AT + TimeUnit.SECONDS.toNanos(100);

  private static Rule rule(Trigger trigger) {
    Rule rule =
        new Rule(
            "r",
            Condition.always(),
            trigger,
            Mix.of(Map.of("test", BigDecimal.valueOf(100)), name -> new Behavior() {}),
            false,
            true);
    rule.tally().start(SET_AT);
    return rule;
  }

  private static boolean acts(Rule rule, long now) {
    return rule.choose(term -> null, new At(now)) != null;
  }

  private static long seconds(long since, int seconds) {
    return since + TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void actsFromSomeTimeAfterItWasSet() {
    Rule rule = rule(Triggers.after(Duration.ofSeconds(10)));

    assertThat(acts(rule, seconds(SET_AT, 9))).isFalse();
    assertThat(acts(rule, seconds(SET_AT, 10))).isTrue();
  }

  @Test
  void actsUntilSomeTimeAfterItWasSet() {
    Rule rule = rule(Triggers.until(Duration.ofSeconds(10)));

    assertThat(acts(rule, seconds(SET_AT, 9))).isTrue();
    assertThat(acts(rule, seconds(SET_AT, 10))).isFalse();
  }

  @Test
  void timesFromTheBeginningOfAConnection() {
    Rule rule = rule(Triggers.perConnection(Triggers.after(Duration.ofSeconds(10))));

    assertThat(acts(rule, seconds(ACCEPTED_AT, 9))).isFalse();
    assertThat(acts(rule, seconds(ACCEPTED_AT, 10))).isTrue();
  }

  @Test
  void countsTheCallsInItsTimeAlone() {
    Rule rule = rule(Triggers.after(Duration.ofSeconds(10), Triggers.first(2)));

    List<Boolean> acted = new ArrayList<>();
    for (int second : new int[] {8, 9, 10, 11, 12}) {
      acted.add(acts(rule, seconds(SET_AT, second)));
    }

    assertThat(acted).containsExactly(false, false, true, true, false);
  }

  private record At(long now) implements Rule.Place {
    @Override
    public long connection() {
      return 1;
    }

    @Override
    public long exchange() {
      return 1;
    }

    @Override
    public long connectionStartedAt() {
      return ACCEPTED_AT;
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

  @Test
  void countsWhatItSawWhatMatchedAndWhatItChose() {
    Attribute path = Attribute.text("line.path", Attribute.Moment.REQUEST, "");
    Rule rule =
        new Rule(
            "r",
            Conditions.like(path, "/a"),
            Triggers.first(1),
            Mix.of(Map.of("test", BigDecimal.valueOf(100)), name -> new Behavior() {}),
            false,
            true);
    for (String asked : List.of("/a", "/b", "/a")) {
      rule.choose(term -> asked, new At(SET_AT));
    }
    Tally tally = rule.tally();
    assertThat(tally)
        .hasToString(
            "saw 3, matched 2, fired 0, without effect 1; nearest miss: line.path: /b (expected:"
                + " line.path=/a) at connection 1, exchange 1");
    assertThat(tally.chosen("test")).isEqualTo(1);
    assertThat(tally.chosen("other")).isZero();
  }

  /** The plugin behind it may be replaced, and its classes go. */
  @Test
  void oneToLookAtKeepsItsCountersAndWordsAndNothingOfItsPlugin() {
    Behavior behavior = new Behavior() {};
    Rule rule = Rule.of(Mix.of(Map.of("test", BigDecimal.valueOf(20)), name -> behavior));
    Rule inert = rule.inert();
    assertThat(inert.tally()).isSameAs(rule.tally());
    assertThat(inert.text()).isEqualTo(rule.text());
    assertThat(inert.mix()).isEqualTo(rule.mix()).hasSameHashCodeAs(rule.mix());
    assertThat(inert.mix().chance()).isEqualTo(0.2);
    assertThat(rule.mix().offers(behavior)).isTrue();
    assertThat(inert.mix().offers(behavior)).isFalse();
  }
}
