package io.galopin.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The ordered rules of a proxy. Immutable; a change is a new set, which governs each exchange that
 * begins after it has been set.
 */
public record RuleSet(List<Rule> rules) {

  private static final RuleSet NONE = new RuleSet(List.of());

  public RuleSet {
    rules = List.copyOf(rules);
  }

  /** No rules: every exchange passes. */
  public static RuleSet none() {
    return NONE;
  }

  /** One rule. */
  public static RuleSet of(Rule rule) {
    return new RuleSet(List.of(rule));
  }

  /** Whether there is nothing to ask. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether one of the rules can still make this choice. */
  boolean offers(Choice choice) {
    return rules.stream().anyMatch(rule -> rule.offers(choice));
  }

  @Override
  public String toString() {
    return rules.isEmpty()
        ? "100:" + Mix.DUMMY
        : rules.stream().map(Rule::toString).collect(Collectors.joining("; "));
  }
}
