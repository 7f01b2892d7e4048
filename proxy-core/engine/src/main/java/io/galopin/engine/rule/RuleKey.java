package io.galopin.engine.rule;

import io.galopin.engine.match.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The key of a rule's draws: its name, or its content if it has no name. Rules before and after it
 * therefore do not affect its draws. Immutable.
 *
 * @param text the key itself; empty until the rule is in a rule set
 * @param content the same without a number; empty if it is a name
 */
public record RuleKey(String text, String content) {

  /** No rule name starts with this. */
  private static final String MARK = "~";

  /** Returns the key of a rule with a name. */
  public static RuleKey ofName(String name) {
    return new RuleKey(name, "");
  }

  /**
   * Returns the key of a rule without a name.
   *
   * @param content its behavior, condition, and options in a canonical form
   */
  public static RuleKey ofContent(String content) {
    return new RuleKey("", MARK + Long.toHexString(Draws.word(content)));
  }

  /** Returns the key of a rule without a name, from its parts. */
  public static RuleKey ofContent(Condition when, Made<?> behavior) {
    return ofContent(RuleWords.content(when, behavior));
  }

  /** Returns the same key for a rule that joins a rule set, in which it has no number yet. */
  RuleKey unnumbered() {
    return content.isEmpty() ? this : new RuleKey("", content);
  }

  /**
   * Returns the same rules, with numbers that distinguish rules of the same content. A rule that
   * has a number keeps it; new rules get the lowest free numbers, in their order.
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
