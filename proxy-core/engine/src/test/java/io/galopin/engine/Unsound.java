package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Makes sound behaviors call the hooks of a protocol, for tests of unsound protocols. */
final class Unsound {

  private Unsound() {}

  /** Returns a rule that tests an attribute. */
  static RuleSet whenLineIs(String line, Behavior behavior) {
    return new RuleSet(
        List.of(
            new Rule(
                "rule",
                Conditions.like(LineProtocol.LINE, line),
                Trigger.ALWAYS,
                Mix.of(Map.of("test", BigDecimal.valueOf(100)), known -> behavior),
                false,
                true)));
  }

  static Behavior failing() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return Decision.fail(Failure.ERROR);
      }
    };
  }

  static Behavior rewriting() {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return Decision.act(new Action.Rewrite(Map.of("reply", "x")));
      }
    };
  }
}
