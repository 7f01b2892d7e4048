package io.galopin.live;

import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From some rules of a proxy to others. Nothing here changes what it is given. */
public final class RuleChange {

  private RuleChange() {}

  /**
   * {@code wanted} before the mix of {@code now}; those that are there already, and are the same,
   * stay with what they have counted.
   */
  public static RuleSet replaced(RuleSet now, List<Rule> wanted) {
    List<Rule> rules = new ArrayList<>();
    wanted.forEach(rule -> rules.add(known(now, rule)));
    now.find(Mix.NAME).ifPresent(rules::add);
    return rules.equals(now.rules()) ? now : new RuleSet(rules);
  }

  private static Rule known(RuleSet now, Rule wanted) {
    return now.find(wanted.name())
        .filter(wanted::isSameAs)
        .map(old -> old.withEnabled(wanted.enabled()))
        .orElseGet(wanted::forOthers);
  }

  /** {@code added} before all others. */
  public static RuleSet added(RuleSet now, Rule added) {
    return new RuleSet(Stream.concat(Stream.of(added.forOthers()), now.rules().stream()).toList());
  }

  /** All but {@code removed}, whether it was switched off meanwhile or not. */
  public static RuleSet removed(RuleSet now, Rule removed) {
    return new RuleSet(
        now.rules().stream().filter(rule -> rule.tally() != removed.tally()).toList());
  }

  /** The mix alone, if there is one. */
  static RuleSet mixOf(RuleSet rules) {
    return new RuleSet(rules.find(Mix.NAME).stream().toList());
  }
}
