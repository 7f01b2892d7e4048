package io.galopin.rules;

import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Trigger;
import io.galopin.rules.condition.TriggerText;
import io.galopin.rules.condition.When;
import io.galopin.rules.condition.WhenText;
import io.galopin.rules.condition.Words;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule as one line of text: {@code [NAME:] [when CONDITION] [TRIGGER] [WEIGHT%] BEHAVIOR
 * [OPTION=VALUE ...] [continue]}, as in {@code slow-cart: when http.path=/cart 20% delay sleep=2s
 * continue}. The text of a {@linkplain io.galopin.engine.rule.Rule#text rule} reads back as the
 * same rule.
 */
public final class RuleText {

  static final String CONTINUE = "continue";

  private static final String EXPECTED =
      "[NAME:] [when CONDITION] [TRIGGER] [WEIGHT%] BEHAVIOR [OPTION=VALUE ...] [continue], as in"
          + " when http.path=/orders/* first 3 error status=503";

  private static final String NAME = "[^\\s:=~()]+:";
  private static final String BEHAVIOR = "[a-z][a-z0-9-]*";

  private final Spot spot;
  private final Problems problems;
  private final List<String> words = new ArrayList<>();

  private RuleText(Spot spot, Problems problems) {
    this.spot = spot;
    this.problems = problems;
  }

  /**
   * Reads a rule; empty if there was a problem.
   *
   * @param position the rule's place in the proxy's list, from 1
   */
  public static Optional<RuleConfig> read(Spot spot, String text, int position, Problems problems) {
    try {
      return new RuleText(spot, problems).read(text, position);
    } catch (OptionException wrong) {
      problems.add(spot.what(), wrong, spot.place());
      return Optional.empty();
    }
  }

  private Optional<RuleConfig> read(String text, int position) {
    words.addAll(Words.split(text));
    Optional<String> name = name();
    When when = When.ALWAYS;
    if (isNext(When.KEY)) {
      words.remove(0);
      when = WhenText.take(spot, words);
      refuseAnd();
    }
    Trigger trigger = TriggerText.take(words);
    String percent = isNext("[^%]*%") ? words.remove(0) : "100%";
    PluginConfig plugin = behavior(text);
    boolean continues = isNext(CONTINUE);
    if (continues) {
      words.remove(0);
    }
    refuseRest(plugin.name());
    Optional<String> checkedName = RuleNames.of(spot, name, position, problems);
    Optional<BigDecimal> weight =
        Weights.percent(
            new Setting(spot.what(), percent.substring(0, percent.length() - 1), spot.place()),
            problems);
    if (checkedName.isEmpty() || weight.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RuleConfig(
            spot.what(),
            spot.place(),
            checkedName.get(),
            name.isPresent(),
            when,
            trigger,
            weight.get(),
            plugin,
            continues,
            true));
  }

  private Optional<String> name() {
    if (!isNext(NAME)) {
      return Optional.empty();
    }
    String word = words.remove(0);
    return Optional.of(word.substring(0, word.length() - 1));
  }

  private PluginConfig behavior(String text) {
    if (!isNext(BEHAVIOR) || isNext(CONTINUE)) {
      String given = words.isEmpty() ? text.isBlank() ? "\"\"" : text : words.get(0);
      throw new OptionException("rule", given, EXPECTED);
    }
    String behavior = words.remove(0);
    Map<String, Setting> options = Assignments.take(words, spot, problems);
    return new PluginConfig(spot.what(), behavior, spot.place(), options);
  }

  /** What is left may also mean that the behavior was meant to be the word of a trigger. */
  private void refuseRest(String behavior) {
    if (!words.isEmpty()) {
      String meant =
          Names.nearest(behavior, TriggerText.FIRST_WORDS).map(near -> near + "? Or ").orElse("");
      throw new OptionException(
          "rule",
          (meant.isEmpty() ? "" : behavior + " ") + words.get(0),
          meant + "the end of the rule, " + EXPECTED);
    }
  }

  /** No word joins conditions that must all hold. This one would be taken for a behavior. */
  private void refuseAnd() {
    if (isNext("(?i)and|&&")) {
      throw new OptionException(
          "condition",
          words.get(0),
          "the next condition; those that stand side by side must all hold, as in"
              + " when http.method=POST http.path=/cart");
    }
  }

  private boolean isNext(String pattern) {
    return !words.isEmpty() && words.get(0).matches(pattern);
  }
}
