package io.galopin.rules;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.OptionException;
import io.galopin.engine.rule.Mix;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Sections;
import io.galopin.rules.source.Setting;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a mix, and where they were written.
 *
 * @param what the user's name for the mix
 * @param percents by behavior, checked; empty if every exchange passes
 * @param places where each behavior was named
 */
public record Weights(String what, Map<String, BigDecimal> percents, Map<String, Place> places) {

  /** Plain digits only: a number with an exponent could have more digits than fit in memory. */
  private static final String PERCENT = "[0-9]{1,9}(\\.[0-9]{1,9})?";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String EXPECTED = "a percent above 0 and at most 100";

  /** Reads the short form: {@code 20:delay,5:error}. */
  public static Optional<Weights> of(Setting text, Problems problems) {
    try {
      Map<String, BigDecimal> percents = MixText.parse(text.name(), text.text());
      Map<String, Place> places = new LinkedHashMap<>();
      percents.keySet().forEach(name -> places.put(name, text.place()));
      return Optional.of(new Weights(text.name(), percents, places));
    } catch (OptionException wrong) {
      problems.add(text.name(), wrong, text.place());
      return Optional.empty();
    }
  }

  /**
   * Reads an object of weights: {@code delay = 20} or {@code delay { weight = 20, sleep = 2 s }}.
   *
   * @param options receives the options that stand beside the weights, by behavior
   */
  public static Optional<Weights> of(
      Section section, Map<String, PluginConfig> options, Problems problems) {
    Map<String, BigDecimal> percents = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, ConfigValue> entries = section.entries();
    entries.forEach(
        (name, value) ->
            weight(section, name, value, options, problems)
                .ifPresent(
                    weight -> {
                      places.put(name, weight.place());
                      percent(weight, problems).ifPresent(percent -> percents.put(name, percent));
                    }));
    if (percents.size() < entries.size()) {
      return Optional.empty();
    }
    try {
      MixText.check(section.path(), Mix.text(percents), percents);
    } catch (OptionException sumIsAbove) {
      problems.add(section.path(), sumIsAbove, section.place());
      return Optional.empty();
    }
    return Optional.of(new Weights(section.path(), percents, places));
  }

  private static Optional<Setting> weight(
      Section section,
      String name,
      ConfigValue value,
      Map<String, PluginConfig> options,
      Problems problems) {
    String what = section.pathOf(name);
    if (!(value instanceof ConfigObject object)) {
      return section.single(what, value);
    }
    Section inner = new Section(what, object, problems);
    Map<String, Setting> settings = Sections.settings(inner, problems);
    Setting weight = settings.remove("weight");
    if (weight == null) {
      problems.missing(inner.pathOf("weight"), EXPECTED, inner.place());
    }
    options.put(name, Sections.plugin(name, inner, settings));
    return Optional.ofNullable(weight);
  }

  /** Reads a percentage above 0 and up to 100; empty if there was a problem. */
  static Optional<BigDecimal> percent(Setting weight, Problems problems) {
    return Optional.of(weight.text())
        .filter(text -> text.matches(PERCENT))
        .map(BigDecimal::new)
        .filter(percent -> percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0)
        .or(
            () -> {
              problems.add(weight.name(), weight.text(), EXPECTED, weight.place());
              return Optional.empty();
            });
  }
}
