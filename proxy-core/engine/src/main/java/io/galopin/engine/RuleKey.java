package io.galopin.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the draws of a rule are keyed by: its name, or, where nobody gave it one, what it does. So
 * rules before and behind it change nothing in what it draws. Immutable.
 *
 * @param text goes into the draws
 * @param content the same without a number; empty if it is a name
 */
public record RuleKey(String text, String content) {

  /** No name begins with it. */
  private static final String MARK = "~";

  /** That of a rule with a name of its own. */
  public static RuleKey ofName(String name) {
    return new RuleKey(name, "");
  }

  /**
   * That of a rule without one.
   *
   * @param content its behavior, condition and options, written as others with the same are
   */
  public static RuleKey ofContent(String content) {
    String hash = MARK + Long.toHexString(Draws.word(content));
    return new RuleKey(hash, hash);
  }

  /** The same rules, in which those that have the same content are told apart by their order. */
  static List<Rule> numbered(List<Rule> rules) {
    Map<String, Integer> counts = new HashMap<>();
    List<Rule> numbered = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      String content = rule.key().content();
      if (content.isEmpty()) {
        numbered.add(rule);
      } else {
        int count = counts.merge(content, 1, Integer::sum);
        numbered.add(
            rule.withKey(new RuleKey(count == 1 ? content : content + " #" + count, content)));
      }
    }
    return List.copyOf(numbered);
  }
}
