package io.galopin.rules;

import io.galopin.engine.rule.Mix;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names that rules can have. */
public final class RuleNames {

  private static final String FORM = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";
  private static final String KEY = "name";
  private static final String BY_POSITION = "rule-";

  /** Names that rules are given where nobody gives them one, here and by clients. */
  private static final String GIVEN_TO_NAMELESS = "(rule|added)-[0-9]+";

  private RuleNames() {}

  /** The name that was given, or that of a position; empty if it is none. */
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

  /** The name of a rule that was given none. */
  static String byPosition(int position) {
    return BY_POSITION + position;
  }

  /** The position to which a rule owes a name that was not given. */
  static int position(String name) {
    return Integer.parseInt(name.substring(BY_POSITION.length()));
  }

  /** Whether a name says where a rule stands, or when it came, rather than what it is. */
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
