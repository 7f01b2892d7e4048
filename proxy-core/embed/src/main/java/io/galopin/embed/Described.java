package io.galopin.embed;

import io.galopin.client.Behavior;
import io.galopin.client.GalopinException;
import io.galopin.client.Impairment;
import io.galopin.client.Mix;
import io.galopin.client.Rule;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.RuleSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Converts the rules, the mix and the impairments of a proxy to the client's form. */
final class Described {

  private Described() {}

  /** Returns all rules except the mix. */
  static List<Rule> rules(RuleSet rules) {
    return rules.own().stream().map(Described::rule).toList();
  }

  private static Rule rule(io.galopin.engine.rule.Rule rule) {
    return new Rule(
        rule.name(),
        rule.toString(),
        rule.enabled(),
        rule.tally().seen(),
        rule.tally().matched(),
        rule.tally().fired(),
        rule.tally().nearest().map(miss -> miss.toString()));
  }

  /** Returns a change that is undone by itself, or that somebody has signed. */
  static Impairment impairment(io.galopin.live.Impairment kept) {
    return new Impairment(
        Impairment.Kind.valueOf(kept.subject().kind().name()),
        kept.subject().name(),
        kept.since(),
        kept.end(),
        kept.by());
  }

  /** Returns the mix. */
  static Mix mix(RuleSet rules) {
    return rules
        .find(io.galopin.engine.rule.Mix.NAME)
        .map(rule -> mix(rule.mix()))
        .orElse(Mix.none());
  }

  private static Mix mix(io.galopin.engine.rule.Mix acting) {
    Map<String, Map<String, Object>> options = new HashMap<>();
    acting
        .choices()
        .map(Choice::made)
        .forEach(made -> options.put(made.plugin(), made.options().given()));
    Mix mix = Mix.none();
    for (var percent : acting.percents().entrySet()) {
      String name = percent.getKey();
      Behavior behavior = new Behavior(name, options.getOrDefault(name, Map.of()));
      mix = mix.and(percent.getValue().doubleValue(), behavior);
    }
    return mix;
  }

  /** Says that there is no proxy of a name. */
  static GalopinException unknown(String name, Collection<String> known) {
    String expected =
        known.isEmpty()
            ? "one that was started, there is none"
            : "one of " + String.join(", ", known);
    return new GalopinException("proxy: " + name + " (expected: " + expected + ")");
  }
}
