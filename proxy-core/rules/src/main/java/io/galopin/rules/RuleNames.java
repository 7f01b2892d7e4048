package io.galopin.rules;

import io.galopin.engine.rule.Mix;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks and creates the names of rules. */
public final class RuleNames {

  private static final String FORM = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";
  private static final String KEY = "name";
  private static final String BY_POSITION = "rule-";

  /** The names that rules get by default, here and from clients. */
  private static final String GIVEN_TO_NAMELESS = "(rule|added)-[0-9]+";

  private RuleNames() {}

  /** Returns the given name, or one for the position; empty if the name is not valid. */
  static Optional<String> of(Spot spot, Optional<String> given, int position, Problems problems) {
    String name = given.orElse(byPosition(position));
    Spot at = spot.under(KEY);
    if (!name.matches(FORM)) {
      problems.add(
          at.what(),
          '"' + name + '"',
          "1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or a digit",
          at.place());
      return Optional.empty();
    }
    if (name.equals(Mix.NAME)) {
      problems.add(at.what(), name, "another name, this one is that of the behaviors", at.place());
      return Optional.empty();
    }
    return Optional.of(name);
  }

  /** Returns the default name of a rule. */
  static String byPosition(int position) {
    return BY_POSITION + position;
  }

  /** Returns the position in a default name. */
  static int position(String name) {
    return Integer.parseInt(name.substring(BY_POSITION.length()));
  }

  /** Whether a name was generated, and so says nothing about what the rule does. */
  static boolean isOfNameless(String name) {
    return name.matches(GIVEN_TO_NAMELESS);
  }

  public static void refuseSame(List<RuleConfig> rules, Problems problems) {
    Set<String> names = new HashSet<>();
    for (RuleConfig rule : rules) {
      if (!names.add(rule.name())) {
        problems.add(
            rule.spot().under(KEY).what(),
            '"' + rule.name() + '"',
            "a name that no other rule of the proxy has",
            rule.place());
      }
    }
  }
}
