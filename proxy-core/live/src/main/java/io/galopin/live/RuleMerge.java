package io.galopin.live;

import io.galopin.engine.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the rules of a proxy when its configuration changes. A rule with a name is known by it,
 * and one without by what it says, so that it stays the same when others are put before it.
 */
final class RuleMerge {

  private static final String NAMELESS = "rule-";

  private RuleMerge() {}

  /**
   * Returns the rules in the order of {@code after}, behind those that somebody else has added. A
   * rule that stays keeps its counts and its name.
   *
   * @param before what was configured
   * @param now what there is
   * @param after what is configured now
   */
  static List<Rule> rules(List<Rule> before, List<Rule> now, List<Rule> after) {
    Map<String, Rule> then = byKey(before);
    Map<String, Rule> there = byKey(now);
    Map<String, Rule> configured = byKey(after);
    if (List.copyOf(then.keySet()).equals(List.copyOf(configured.keySet()))
        && then.entrySet().stream()
            .allMatch(old -> isSame(old.getValue(), configured.get(old.getKey())))) {
      return now;
    }
    List<Rule> merged = new ArrayList<>();
    there.forEach(
        (key, rule) -> {
          if (!then.containsKey(key) && !configured.containsKey(key)) {
            merged.add(rule);
          }
        });
    Set<Rule> fresh = new HashSet<>();
    configured.forEach(
        (key, rule) -> {
          Rule old = then.get(key);
          Rule running = there.get(key);
          boolean untouched = old != null && isSame(old, rule);
          if (running != null && untouched) {
            merged.add(running);
          } else if (running != null && hasSameParts(running, rule)) {
            merged.add(running.withEnabled(rule.enabled()));
          } else if (!untouched) {
            Rule added = rule.forOthers();
            fresh.add(added);
            merged.add(added);
          }
        });
    return named(merged, fresh);
  }

  /** Gives new rules without a name one that no other rule has. */
  private static List<Rule> named(List<Rule> rules, Set<Rule> fresh) {
    Set<String> taken = new HashSet<>();
    rules.stream()
        .filter(rule -> !fresh.contains(rule) || !isNameless(rule))
        .forEach(rule -> taken.add(rule.name()));
    List<Rule> named = new ArrayList<>(rules);
    named.replaceAll(rule -> fresh.contains(rule) && isNameless(rule) ? free(rule, taken) : rule);
    return named;
  }

  private static Rule free(Rule rule, Set<String> taken) {
    String name = rule.name();
    for (int number = 1; !taken.add(name); number++) {
      name = NAMELESS + number;
    }
    return name.equals(rule.name())
        ? rule
        : new Rule(
            name,
            false,
            rule.key(),
            rule.when(),
            rule.trigger(),
            rule.mix(),
            rule.continues(),
            rule.enabled(),
            rule.tally());
  }

  private static boolean isNameless(Rule rule) {
    return !rule.key().content().isEmpty();
  }

  private static Map<String, Rule> byKey(List<Rule> rules) {
    Map<String, Rule> byKey = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (Rule rule : rules) {
      String words = isNameless(rule) ? words(rule) : rule.name();
      String key = words + " #" + times.merge(words, 1, Integer::sum);
      byKey.put(key, rule);
    }
    return byKey;
  }

  private static String words(Rule rule) {
    return String.join(
        " ",
        rule.key().content(),
        rule.trigger().toString(),
        rule.mix().toString(),
        String.valueOf(rule.continues()));
  }

  private static boolean isSame(Rule one, Rule other) {
    return one.enabled() == other.enabled() && hasSameParts(one, other);
  }

  static boolean hasSameParts(Rule one, Rule other) {
    return one.when().toString().equals(other.when().toString())
        && one.trigger().equals(other.trigger())
        && one.mix().equals(other.mix())
        && one.continues() == other.continues();
  }
}
