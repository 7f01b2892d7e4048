package io.galopin.rules;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.galopin.api.Option;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.condition.WhenForm;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Sections;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads rules: a list of objects or texts. The options of a rule's behavior stand beside the rule's
 * own keys, or in an object {@code options}.
 */
public final class RuleForm {

  public static final String RULES = "rules";

  static final String NAME = "name";
  static final String WEIGHT = "weight";
  static final String BEHAVIOR = "behavior";
  static final String OPTIONS = "options";
  private static final Option<Boolean> CONTINUE =
      Option.flag(RuleText.CONTINUE, "whether later rules may act, too").orElse(false);
  static final Option<Boolean> ENABLED =
      Option.flag("enabled", "whether the rule is asked").orElse(true);

  private static final List<String> KEYS =
      List.of(
          NAME,
          When.KEY,
          TriggerForm.KEY,
          WEIGHT,
          BEHAVIOR,
          OPTIONS,
          CONTINUE.name(),
          ENABLED.name());

  private final Problems problems;

  public RuleForm(Problems problems) {
    this.problems = problems;
  }

  /** Reads the rules of a proxy; empty if it has no key {@code rules}. */
  public Optional<List<RuleConfig>> all(Section proxy) {
    return proxy.any(RULES).map(value -> list(proxy.pathOf(RULES), value));
  }

  List<RuleConfig> list(String path, ConfigValue value) {
    List<RuleConfig> rules = new ArrayList<>();
    if (value instanceof ConfigList list && list.size() > RuleSet.MOST) {
      problems.add(
          path, list.size() + " of them", "at most " + RuleSet.MOST, Place.of(value.origin()));
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        Spot spot = new Spot(path + "[" + i + "]", Place.of(list.get(i).origin()));
        one(spot, list.get(i), i + 1).ifPresent(rules::add);
      }
    } else {
      problems.add(path, Section.kind(value), "a list: [ … ]", Place.of(value.origin()));
    }
    RuleNames.refuseSame(rules, problems);
    return rules;
  }

  private Optional<RuleConfig> one(Spot spot, ConfigValue value, int position) {
    if (value instanceof ConfigObject object) {
      return one(new Section(spot.what(), object, problems), position);
    }
    if (value.valueType() == ConfigValueType.STRING) {
      return RuleText.read(spot, (String) value.unwrapped(), position, problems);
    }
    problems.add(spot.what(), Section.kind(value), "a rule: { … }, or a text", spot.place());
    return Optional.empty();
  }

  /**
   * Reads one rule; empty if there was a problem.
   *
   * @param position the rule's place in the proxy's list, from 1
   */
  Optional<RuleConfig> one(Section section, int position) {
    Spot spot = new Spot(section.path(), section.place());
    Optional<Setting> given = section.single(NAME);
    Optional<String> name = RuleNames.of(spot, given.map(Setting::text), position, problems);
    When when = WhenForm.of(section);
    Optional<Trigger> trigger = TriggerForm.of(section, problems);
    Optional<BigDecimal> weight = weight(section);
    Optional<Setting> behavior = section.single(BEHAVIOR);
    if (behavior.isEmpty()) {
      problems.missing(section.pathOf(BEHAVIOR), "the name of a behavior", section.place());
    }
    Optional<Boolean> continues = flag(section, CONTINUE);
    Optional<Boolean> enabled = flag(section, ENABLED);
    Map<String, Setting> options = options(section);
    if (name.isEmpty()
        || trigger.isEmpty()
        || weight.isEmpty()
        || behavior.isEmpty()
        || continues.isEmpty()
        || enabled.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RuleConfig(
            spot.what(),
            spot.place(),
            name.get(),
            given.isPresent() && !given.get().text().equals(RuleNames.byPosition(position)),
            when,
            trigger.get(),
            weight.get(),
            new PluginConfig(
                behavior.get().name(), behavior.get().text(), behavior.get().place(), options),
            continues.get(),
            enabled.get()));
  }

  /** Refuses all keys except those that every rule has. */
  void refuseOthers(Section rule) {
    KEYS.forEach(rule::any);
    rule.refuseOthers();
  }

  private Optional<BigDecimal> weight(Section section) {
    Optional<ConfigValue> value = section.any(WEIGHT);
    if (value.isEmpty()) {
      return Optional.of(BigDecimal.valueOf(100));
    }
    return section
        .single(section.pathOf(WEIGHT), value.get())
        .map(
            given ->
                new Setting(given.name(), given.text().replaceFirst("\\s*%$", ""), given.place()))
        .flatMap(percent -> Weights.percent(percent, problems));
  }

  /** Reads a flag; empty if it was refused. */
  private Optional<Boolean> flag(Section section, Option<Boolean> option) {
    Optional<ConfigValue> value = section.any(option.name());
    return value.isEmpty()
        ? option.defaultValue()
        : section
            .single(section.pathOf(option.name()), value.get())
            .flatMap(setting -> setting.read(option, problems));
  }

  private Map<String, Setting> options(Section section) {
    Map<String, Setting> options = new LinkedHashMap<>();
    section.section(OPTIONS).ifPresent(inner -> options.putAll(Sections.settings(inner, problems)));
    Sections.settings(new Section(section.path(), section.others(), problems), problems)
        .forEach(
            (name, setting) -> {
              if (options.put(name, setting) != null) {
                problems.add(
                    setting.name(),
                    "given twice",
                    "once, here or in " + section.pathOf(OPTIONS),
                    setting.place());
              }
            });
    return options;
  }
}
