package io.galopin.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On what part of the exchanges that a rule is about, and on which its trigger lets it act, it acts
 * in the long run: less than its weight where earlier rules act on some of them. Where it depends
 * on what clients send how much those leave, there are bounds.
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
      double least = rule.mix().chance();
      double most = least;
      for (Rule earlier : tried.subList(0, i)) {
        double left = 1 - earlier.mix().chance();
        if (!earlier.continues()) {
          least *= left;
          most *= isAskedWith(earlier, rule) ? left : 1;
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
    for (Rule rule : tried) {
      double left = 1 - rule.mix().chance();
      least *= left;
      most *= rule.trigger().isAlways() && rule.when().parts().isEmpty() ? left : 1;
    }
    return new Share(Optional.empty(), least, most);
  }

  /** Whether all that {@code rule} is about, {@code earlier} is about, too, and at any time. */
  private static boolean isAskedWith(Rule earlier, Rule rule) {
    List<String> known = rule.when().parts().stream().map(Object::toString).toList();
    return earlier.trigger().isAlways()
        && earlier.when().parts().stream().map(Object::toString).allMatch(known::contains);
  }
}
