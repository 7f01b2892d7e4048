package io.galopin.live;

import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Computes new rules of a proxy from its current ones. Never modifies its arguments. */
public final class RuleChange {

  private RuleChange() {}

  /**
   * Returns {@code wanted}, followed by the mix of {@code now}. Rules that exist already and have
   * not changed keep their counts.
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

  /** Returns the rules with {@code added} in front. */
  public static RuleSet added(RuleSet now, Rule added) {
    return new RuleSet(Stream.concat(Stream.of(added.forOthers()), now.rules().stream()).toList());
  }

  /** Returns the rules without {@code removed}, even if it was switched on or off meanwhile. */
  public static RuleSet removed(RuleSet now, Rule removed) {
    return new RuleSet(
        now.rules().stream().filter(rule -> rule.tally() != removed.tally()).toList());
  }

  /** Returns only the mix, if there is one. */
  static RuleSet mixOf(RuleSet rules) {
    return new RuleSet(rules.find(Mix.NAME).stream().toList());
  }
}
