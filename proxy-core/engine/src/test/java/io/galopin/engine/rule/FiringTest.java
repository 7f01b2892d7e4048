package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiringTest {

  private static final Mix MIX =
      Mix.of(Map.of("slow", BigDecimal.valueOf(100)), name -> new Behavior() {});

  private static Firing firing(Rule rule) {
    return new Firing(rule, rule.mix().choices().findFirst().orElseThrow(), false);
  }

  private static Rule rule(RuleKey key) {
    return new Rule(
        "r", true, key, Condition.always(), Trigger.ALWAYS, MIX, false, true, new Tally());
  }

  @Test
  void drawsAreKeyedByTheRuleAndItsBehavior() {
    Firing named = firing(rule(RuleKey.ofName("r")));
    assertThat(named.purpose("length")).isEqualTo("r.slow.length");
    assertThat(named.ruleKey()).isEmpty();
    Firing nameless = firing(rule(new RuleKey("~77", "~77")));
    assertThat(nameless.purpose("length")).isEqualTo("~77.slow.length");
    assertThat(nameless.ruleKey()).isEqualTo("~77");
    assertThat(firing(Rule.of(MIX)).purpose("length")).isEqualTo("slow.length");
  }

  @Test
  void firesOnceInItsExchange() {
    Rule rule = Rule.of(MIX);
    Firing firing = firing(rule);
    firing.acted(null, null);
    firing.acted(null, null);
    assertThat(rule.tally().fired("slow")).isEqualTo(1);
  }
}
