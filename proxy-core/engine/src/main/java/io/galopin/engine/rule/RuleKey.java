package io.galopin.engine.rule;

import io.galopin.engine.match.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the draws of a rule are keyed by: its name, or, where nobody gave it one, what it does. So
 * rules before and behind it change nothing in what it draws. Immutable.
 *
 * @param text goes into the draws; empty until the rule is among others
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
    return new RuleKey("", MARK + Long.toHexString(Draws.word(content)));
  }

  /** That of a rule without one, of its parts. */
  public static RuleKey ofContent(Condition when, Made<?> behavior) {
    return ofContent(RuleWords.content(when, behavior));
  }

  /** The same for a rule that comes to others, among which it has no number yet. */
  RuleKey unnumbered() {
    return content.isEmpty() ? this : new RuleKey("", content);
  }

  /**
   * The same rules, in which those that have the same content are told apart by numbers: who has
   * one keeps it, and those that are new get the lowest that are free, in their order.
   */
  static List<Rule> numbered(List<Rule> rules) {
    Set<String> taken = new HashSet<>();
    List<Rule> numbered = new ArrayList<>(rules);
    numbered.replaceAll(rule -> rule.key().isNumbered() ? free(rule, taken) : rule);
    numbered.replaceAll(rule -> rule.key().text().isEmpty() ? free(rule, taken) : rule);
    return List.copyOf(numbered);
  }

  private boolean isNumbered() {
    return !text.isEmpty() && !content.isEmpty();
  }

  private static Rule free(Rule rule, Set<String> taken) {
    RuleKey key = rule.key();
    String free = key.text.isEmpty() ? key.content : key.text;
    for (int number = 2; !taken.add(free); number++) {
      free = key.content + " #" + number;
    }
    return rule.withKey(new RuleKey(free, key.content));
  }
}
