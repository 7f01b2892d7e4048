package io.galopin.rules.toxic;

import io.galopin.api.Direction;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Trigger;
import io.galopin.rules.Assignments;
import io.galopin.rules.condition.TriggerText;
import io.galopin.rules.condition.When;
import io.galopin.rules.condition.WhenText;
import io.galopin.rules.condition.Words;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A toxic as one line of text: {@code [NAME:] [when CONDITION] [TRIGGER] [upstream | downstream]
 * [TOXICITY%] TYPE [ATTRIBUTE=VALUE ...]}, as in {@code slow: every 3 upstream latency
 * latency=300}.
 */
public final class ToxicText {

  private static final String EXPECTED =
      "[NAME:] [when CONDITION] [TRIGGER] [upstream | downstream] [TOXICITY%] TYPE"
          + " [ATTRIBUTE=VALUE ...], as in upstream 20% latency latency=300 jitter=50";

  private static final String NAME = "[^\\s:=~()]+:";
  private static final String TYPE = "[A-Za-z][A-Za-z0-9_-]*";
  private static final String PERCENT = "[0-9.]{1,20}%";
  private static final double HUNDRED = 100;

  /** Words that may come before the type; a misspelled one is taken for the type. */
  private static final List<String> BEFORE_TYPE =
      Stream.concat(TriggerText.FIRST_WORDS.stream(), Stream.of("when", "upstream", "downstream"))
          .toList();

  private final Spot spot;
  private final Problems problems;
  private final List<String> words;

  private ToxicText(Spot spot, String text, Problems problems) {
    this.spot = spot;
    this.problems = problems;
    this.words = new ArrayList<>(Words.split(text));
  }

  /** Reads a toxic; empty if there was a problem. */
  public static Optional<ToxicConfig> read(Spot spot, String text, Problems problems) {
    try {
      return Optional.of(new ToxicText(spot, text, problems).read(text));
    } catch (OptionException wrong) {
      problems.add(spot.what(), wrong, spot.place());
      return Optional.empty();
    }
  }

  private ToxicConfig read(String text) {
    Optional<String> name = Optional.empty();
    if (isNext(NAME)) {
      String word = words.remove(0);
      name = Optional.of(word.substring(0, word.length() - 1));
    }
    When when = When.ALWAYS;
    if (isNext(When.KEY)) {
      words.remove(0);
      when = WhenText.take(spot, words);
    }
    Trigger trigger = TriggerText.take(words);
    if (trigger.counts() && trigger.perConnection()) {
      throw new OptionException("toxic", trigger, ToxicForm.COUNTS_CONNECTIONS);
    }
    Direction direction = direction();
    double toxicity = toxicity();
    if (!isNext(TYPE)) {
      String given = words.isEmpty() ? text.isBlank() ? "\"\"" : text : words.get(0);
      throw new OptionException("toxic", given, EXPECTED);
    }
    String type = words.remove(0);
    Map<String, Setting> attributes = Assignments.take(words, spot, problems);
    if (!words.isEmpty()) {
      String meant = Names.nearest(type, BEFORE_TYPE).map(near -> near + "? Or ").orElse("");
      throw new OptionException(
          "toxic",
          (meant.isEmpty() ? "" : type + " ") + words.get(0),
          meant + "the end of the toxic, " + EXPECTED);
    }
    return new ToxicConfig(
        spot.what(),
        name.orElseGet(() -> ToxicForm.defaultName(type, direction)),
        new PluginConfig(spot.what(), type, spot.place(), attributes),
        direction,
        toxicity,
        false,
        when,
        trigger);
  }

  private boolean isNext(String pattern) {
    return !words.isEmpty() && words.get(0).matches(pattern);
  }

  private Direction direction() {
    for (Direction direction : Direction.values()) {
      if (isNext("(?i)" + direction.name())) {
        words.remove(0);
        return direction;
      }
    }
    return Direction.DOWNSTREAM;
  }

  private double toxicity() {
    if (!isNext(PERCENT)) {
      return 1;
    }
    String word = words.remove(0);
    try {
      double toxicity = Double.parseDouble(word.substring(0, word.length() - 1)) / HUNDRED;
      if (toxicity <= 1) {
        return toxicity;
      }
    } catch (NumberFormatException isNone) {
      // Refused below.
    }
    throw new OptionException("toxic", word, "0% to 100%");
  }
}
