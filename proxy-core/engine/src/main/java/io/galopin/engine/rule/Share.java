package io.galopin.engine.rule;

import io.galopin.engine.match.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The share of matching exchanges on which a rule acts in the long run. It is less than the rule's
 * weight if its trigger skips some, or if earlier rules act on some. If it depends on what clients
 * send, on time, or on the number of exchanges, it is given as bounds. A rule about nothing but
 * openings, or a layer, has its share of those.
 *
 * @param rule the rule; empty for the share of all exchanges on which no rule acts
 * @param least the lower bound, 0 to 1
 * @param most the upper bound, 0 to 1
 */
public record Share(Optional<Rule> rule, double least, double most) {

  /** Returns the shares of all enabled rules, in the order in which they are tried. */
  public static List<Share> of(RuleSet rules) {
    List<Rule> tried = Asked.of(rules.rules(), rule -> true).inOrder();
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      Rule rule = tried.get(i);
      double least = least(rule);
      double most = most(rule);
      for (Rule earlier : tried.subList(0, i)) {
        if (!earlier.continues() && meet(earlier, rule)) {
          least *= leastLeft(earlier, rule);
          most *= mostLeft(earlier, rule);
        }
      }
      shares.add(new Share(Optional.of(rule), least, most));
    }
    shares.add(ofNone(rules.asked("", false).inOrder()));
    return shares;
  }

  /** Whether there are exchanges about which both are asked. */
  private static boolean meet(Rule one, Rule other) {
    return one.layer().isEmpty()
        ? (one.concerns(false) && other.concerns(false))
            || (one.concerns(true) && other.concerns(true))
        : one.layer().equals(other.layer());
  }

  private static Share ofNone(List<Rule> tried) {
    double least = 1;
    double most = 1;
    double beside = 0;
    for (int i = 0; i < tried.size(); i++) {
      Rule rule = tried.get(i);
      boolean last = i == tried.size() - 1;
      if (rule.continues() && counts(rule) && !last) {
        // Two rules that count calls may act on the same or on different exchanges.
        beside += most(rule);
      } else {
        least *= 1 - most(rule);
        most *= rule.when().parts().isEmpty() ? 1 - least(rule) : 1;
      }
    }
    return new Share(Optional.empty(), Math.max(0, least - beside), most);
  }

  /** Returns the lower bound of the share on which a rule acts, of the exchanges that it sees. */
  private static double least(Rule rule) {
    Trigger trigger = rule.trigger();
    boolean certain =
        !trigger.timed()
            && trigger.first() == 1
            && trigger.last() == Long.MAX_VALUE
            && !(trigger.perConnection() && trigger.counts());
    return certain ? most(rule) : 0;
  }

  private static double most(Rule rule) {
    return rule.mix().chance() / rule.trigger().every();
  }

  private static boolean counts(Rule rule) {
    return rule.trigger().counts();
  }

  /**
   * Returns the lower bound of the share that an earlier rule leaves of a later rule's exchanges.
   */
  private static double leastLeft(Rule earlier, Rule rule) {
    return parts(earlier).equals(parts(rule)) ? 1 - most(earlier) : 1 - earlier.mix().chance();
  }

  /**
   * Returns the upper bound of that share. The exchanges that the earlier rule counts may all be
   * ones that the later rule does not match, unless both match the same.
   */
  private static double mostLeft(Rule earlier, Rule rule) {
    boolean sure =
        counts(earlier)
            ? parts(earlier).equals(parts(rule))
            : parts(rule).containsAll(parts(earlier));
    return sure ? 1 - least(earlier) : 1;
  }

  private static Set<String> parts(Rule rule) {
    return rule.when().parts().stream().map(Object::toString).collect(Collectors.toSet());
  }
}
