package io.galopin.embed;

import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of the rules of a proxy. Nothing here changes what it is given. */
final class RuleChanges {

  private RuleChanges() {}

  /** {@code wanted} before the mix of {@code now}; what is the same goes on counting. */
  static RuleSet replace(RuleSet now, List<Rule> wanted) {
    List<Rule> all = new ArrayList<>();
    for (Rule rule : wanted) {
      all.add(
          now.find(rule.name()).filter(before -> isSame(before, rule)).orElseGet(rule::forOthers));
    }
    now.find(Mix.NAME).ifPresent(all::add);
    return new RuleSet(all);
  }

  private static boolean isSame(Rule one, Rule other) {
    return one.toString().equals(other.toString()) && one.enabled() == other.enabled();
  }

  /** {@code added} before all others. */
  static RuleSet add(RuleSet now, Rule added) {
    return new RuleSet(Stream.concat(Stream.of(added.forOthers()), now.rules().stream()).toList());
  }

  /** All but {@code removed}, whether it was switched off meanwhile or not. */
  static RuleSet remove(RuleSet now, Rule removed) {
    return new RuleSet(
        now.rules().stream().filter(rule -> rule.tally() != removed.tally()).toList());
  }

  /** A rule as the client shows it. */
  static io.galopin.client.Rule described(Rule rule) {
    return new io.galopin.client.Rule(
        rule.name(),
        rule.toString(),
        rule.enabled(),
        rule.tally().seen(),
        rule.tally().matched(),
        rule.tally().fired(),
        rule.tally().nearest().map(miss -> miss.toString()));
  }

  /** The mix among {@code rules}. */
  static Optional<Mix> mix(RuleSet rules) {
    return rules.find(Mix.NAME).map(Rule::mix);
  }
}
