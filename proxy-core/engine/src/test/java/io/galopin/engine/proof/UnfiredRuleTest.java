package io.galopin.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfiredRuleTest {

  @Test
  void aRuleOfOpeningsMissesConnectionsAndNotExchanges() {
    Mix mix = Mix.of(Map.of("error", BigDecimal.valueOf(100)), same -> new Behavior() {});
    Condition opening = Condition.is(new Term(OwnAttributes.OPENING, ""));
    Rule rule = new Rule("crowded", opening, Trigger.ALWAYS, mix, false, true);

    assertThat(UnfiredRule.of(rule).reason())
        .isEqualTo("not one connection was opened while it was set");
  }
}
