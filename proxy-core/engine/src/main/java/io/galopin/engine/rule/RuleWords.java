package io.galopin.engine.rule;

import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes the parts of a rule as a user would, as in {@code when http.path=/cart 20% delay}. */
final class RuleWords {

  private static final BigDecimal ALWAYS = BigDecimal.valueOf(100);

  private RuleWords() {}

  /** Returns the text of a rule without its name; for the rule of a mix, the mix. */
  static String of(Rule rule) {
    List<Choice> choices = rule.mix().choices().toList();
    if (choices.size() == 1 && choices.get(0).behavior() instanceof Repeated) {
      String recorded = rule.name().equals(Mix.NAME) ? choices.get(0).plugin() : rule.name();
      return "replay " + recorded;
    }
    if (rule.name().equals(Mix.NAME)) {
      return rule.mix().toString();
    }
    List<String> words = new ArrayList<>();
    if (!rule.when().equals(Condition.always())) {
      words.add("when " + rule.when());
    }
    if (!rule.trigger().isAlways()) {
      words.add(rule.trigger().toString());
    }
    write(rule.mix(), words);
    if (rule.continues()) {
      words.add("continue");
    }
    return String.join(" ", words);
  }

  private static void write(Mix mix, List<String> words) {
    if (mix.percents().size() != 1) {
      words.add(mix.toString());
      return;
    }
    mix.percents()
        .forEach(
            (behavior, weight) -> {
              if (weight.compareTo(ALWAYS) != 0) {
                words.add(Mix.shortest(weight) + "%");
              }
              words.add(behavior);
            });
    mix.choices()
        .map(choice -> choice.made().options())
        .forEach(options -> options.declared().forEach(option -> write(option, options, words)));
  }

  /**
   * Returns the content of a rule without its name, trigger, and weight. The text is the same for
   * all equivalent spellings, and across versions that know these options.
   */
  static String content(Condition when, Made<?> behavior) {
    List<String> words = new ArrayList<>();
    when.parts().stream().map(Condition::toString).sorted().forEach(words::add);
    words.add(behavior.plugin());
    Options options = behavior.options();
    List<String> others = new ArrayList<>();
    options.declared().forEach(option -> writeUnlessDefault(option, options, others));
    others.stream().sorted().forEach(words::add);
    return String.join(" ", words);
  }

  private static <T> void writeUnlessDefault(
      Option<T> option, Options options, List<String> words) {
    if (!options.find(option).equals(option.defaultValue())) {
      write(option, options, words);
    }
  }

  private static <T> void write(Option<T> option, Options options, List<String> words) {
    if (options.given().containsKey(option.name())) {
      String text = option.text(options.get(option));
      boolean quantity = option.typeName().equals("duration");
      words.add(option.name() + "=" + Quoted.of(quantity ? text.replace(" ", "") : text));
    }
  }
}
