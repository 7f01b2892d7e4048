package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleWordsTest {

  private static final List<Option<?>> OPTIONS =
      List.of(
          Option.duration("sleep", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "")
              .orElse(Duration.ofSeconds(1)),
          Option.text("body", ""));

  private static Rule rule(boolean named, String percent, String behavior, Options options) {
    Mix mix =
        Mix.of(
            Map.of(behavior, new BigDecimal(percent)),
            Map.of(behavior, new Made<>(behavior, options, new Behavior() {})));
    return new Rule(
        "slow",
        named,
        RuleKey.ofName("slow"),
        Condition.always(),
        Trigger.ALWAYS,
        mix,
        true,
        true,
        new Tally());
  }

  @Test
  void sayWhatWasGivenAndNothingElse() {
    Options given = Options.of(OPTIONS, Map.of("body", "a b", "sleep", 1));

    assertThat(rule(true, "100", "delay", given))
        .hasToString("slow: delay sleep=1s body=\"a b\" continue");
    assertThat(rule(false, "12.50", "delay", Options.defaults(OPTIONS)))
        .hasToString("12.5% delay continue");
  }

  @Test
  void sayADummyToo() {
    assertThat(rule(false, "100", Mix.DUMMY, Options.defaults(List.of())))
        .hasToString("dummy continue");
  }

  @Test
  void ofAMixAreTheMix() {
    Mix mix = Mix.of(Map.of("a", BigDecimal.TEN), name -> new Behavior() {});

    assertThat(Rule.of(mix)).hasToString("10:a");
  }

  @Test
  void contentHasNoDefaults() {
    Made<Behavior> plain = new Made<>("delay", Options.defaults(OPTIONS), new Behavior() {});
    Made<Behavior> given =
        new Made<>("delay", Options.of(OPTIONS, Map.of("sleep", 1)), new Behavior() {});

    assertThat(RuleWords.content(Condition.always(), plain))
        .isEqualTo(RuleWords.content(Condition.always(), given))
        .isEqualTo("delay");
  }
}
