package io.galopin.engine.rule;

import io.galopin.engine.match.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On what part of the exchanges that a rule is about it acts in the long run: less than its weight
 * where its trigger leaves some out, or where earlier rules act on some of them. Where that depends
 * on what clients send, on time, or on how many exchanges there are, there are bounds.
 *
 * @param rule the rule; empty for the exchanges on which none acts, of all
 * @param least of the bounds, 0 to 1
 * @param most of the bounds, 0 to 1
 */
public record Share(Optional<Rule> rule, double least, double most) {

  /** The shares of all rules that are switched on, in the order in which they are tried. */
  public static List<Share> of(RuleSet rules) {
    List<Rule> tried = Stream.concat(rules.atRequest().stream(), rules.atReply().stream()).toList();
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      Rule rule = tried.get(i);
      double least = least(rule);
      double most = most(rule);
      for (Rule earlier : tried.subList(0, i)) {
        if (!earlier.continues()) {
          least *= leastLeft(earlier, rule);
          most *= mostLeft(earlier, rule);
        }
      }
      shares.add(new Share(Optional.of(rule), least, most));
    }
    shares.add(ofNone(tried));
    return shares;
  }

  private static Share ofNone(List<Rule> tried) {
    double least = 1;
    double most = 1;
    double beside = 0;
    for (int i = 0; i < tried.size(); i++) {
      Rule rule = tried.get(i);
      boolean last = i == tried.size() - 1;
      if (rule.continues() && counts(rule) && !last) {
        // Two that count may act on the same exchanges, or on others.
        beside += most(rule);
      } else {
        least *= 1 - most(rule);
        most *= rule.when().parts().isEmpty() ? 1 - least(rule) : 1;
      }
    }
    return new Share(Optional.empty(), Math.max(0, least - beside), most);
  }

  /** The part of the exchanges that a rule sees on which it acts at least. */
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

  /** What an earlier rule leaves at least of the exchanges that a later one is about. */
  private static double leastLeft(Rule earlier, Rule rule) {
    return parts(earlier).equals(parts(rule)) ? 1 - most(earlier) : 1 - earlier.mix().chance();
  }

  /**
   * What it leaves at most. Of those that it counts it may find none that the later one is about,
   * unless both are about the same.
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
