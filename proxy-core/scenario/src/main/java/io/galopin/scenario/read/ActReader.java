package io.galopin.scenario.read;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.rules.MixText;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleText;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Wave;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a stage does to its proxies. */
record ActReader(Keys keys) {

  /** The keys of acts. */
  static final List<String> KINDS =
      List.of("rule", "toxic", "behavior", "outage", "flap", "profile");

  private static final Option<String> STREAM =
      Option.word("stream", List.of("upstream", "downstream"), "the bytes on which it acts");
  private static final Option<String> BOTH =
      Option.word("stream", List.of("upstream", "downstream", "both"), "whose data is dropped");
  private static final Option<String> MODE =
      Option.word("mode", List.of("refuse", "timeout"), "what being down means");
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration PERIOD = Duration.ofSeconds(15);

  List<Act> read(Section stage) {
    List<Act> acts = new ArrayList<>();
    Map<String, Wave> values = values(stage);
    keys.texts(stage, "rule").forEach(text -> rule(text, values).ifPresent(acts::add));
    keys.sections(stage, "toxic").forEach(section -> toxic(section).ifPresent(acts::add));
    stage.any("behavior").flatMap(value -> mix(stage, value)).ifPresent(acts::add);
    if (keys.flag(stage, "outage").orElse(false)) {
      acts.add(new Act.Outage());
    }
    keys.text(stage, "profile").ifPresent(name -> acts.add(new Act.Profile(name)));
    stage.section("flap").ifPresent(section -> acts.add(flap(section)));
    return acts;
  }

  private Map<String, Wave> values(Section stage) {
    Map<String, Wave> values = new LinkedHashMap<>();
    stage
        .section("values")
        .ifPresent(
            section ->
                section
                    .entries()
                    .forEach(
                        (name, value) ->
                            section
                                .section(section.pathOf(name), value)
                                .flatMap(new WaveReader(keys)::read)
                                .ifPresent(wave -> values.put(name, wave))));
    return values;
  }

  /** Checks the grammar with the first value of each wave. Only a server knows its plugins. */
  private Optional<Act> rule(Setting text, Map<String, Wave> values) {
    Map<String, Wave> used = new LinkedHashMap<>();
    values.forEach(
        (name, wave) -> {
          if (text.text().contains("{" + name + "}")) {
            used.put(name, wave);
          }
        });
    Act.Rule rule = new Act.Rule(text.text(), used);
    String first = rule.at(Duration.ZERO, Duration.ofSeconds(1));
    Optional<RuleConfig> read =
        RuleText.read(new Spot(text.name(), text.place()), first, 1, keys.problems());
    if (read.filter(RuleConfig::named).isPresent()) {
      keys.refuse(text, "a rule without a name; it has the name of its stage");
    }
    if (read.isPresent() && !changesOnlyOptions(rule, read.get().behavior().name())) {
      keys.refuse(text, "values that change only in the chance and the options of the behavior");
    }
    return read.map(valid -> rule);
  }

  /** Elsewhere, a new value would be another rule, which would begin to count anew. */
  private static boolean changesOnlyOptions(Act.Rule rule, String behavior) {
    List<String> words = List.of(rule.rule().strip().split("\\s+"));
    int at = words.lastIndexOf(behavior);
    for (int i = 0; i < at; i++) {
      String word = words.get(i);
      boolean isChance = i == at - 1 && word.endsWith("%");
      if (!isChance && rule.waves().keySet().stream().anyMatch(one -> word.contains("{" + one))) {
        return false;
      }
    }
    return true;
  }

  private Optional<Act> toxic(Section section) {
    Optional<Setting> type = section.single("type");
    if (type.isEmpty()) {
      keys.problems().missing(section.pathOf("type"), "the type of a toxic", section.place());
    }
    String name = keys.text(section, "name").orElse("");
    String stream = word(section, STREAM).orElse("downstream");
    String when = keys.text(section, "when").orElse("");
    String trigger = keys.text(section, "trigger").orElse("");
    Object toxicity =
        section
            .any("toxicity")
            .flatMap(
                value -> new WaveReader(keys).value(section, section.pathOf("toxicity"), value))
            .orElse("1");
    Map<String, Object> attributes = values(section, section.others());
    return type.map(
        found -> new Act.Toxic(found.text(), name, stream, toxicity, when, trigger, attributes));
  }

  private Map<String, Object> values(Section section, ConfigObject object) {
    Map<String, Object> values = new LinkedHashMap<>();
    new Section(section.path(), object, keys.problems())
        .entries()
        .forEach(
            (name, value) ->
                new WaveReader(keys)
                    .value(section, section.pathOf(name), value)
                    .ifPresent(read -> values.put(Option.normalName(name), read)));
    return values;
  }

  /** Reads {@code "20:delay"}, or an object of behaviors with their weight and options. */
  private Optional<Act> mix(Section stage, ConfigValue value) {
    String what = stage.pathOf("behavior");
    Map<String, Map<String, Object>> behaviors = new LinkedHashMap<>();
    if (value instanceof ConfigObject object) {
      Section section = new Section(what, object, keys.problems());
      section
          .entries()
          .forEach(
              (name, inner) -> {
                Map<String, Object> options =
                    inner instanceof ConfigObject more
                        ? values(new Section(section.pathOf(name), more, keys.problems()), more)
                        : new WaveReader(keys)
                            .value(section, section.pathOf(name), inner)
                            .<Map<String, Object>>map(weight -> Map.of("weight", weight))
                            .orElse(Map.of());
                Map<String, Object> all = new LinkedHashMap<>(options);
                all.putIfAbsent("weight", "100");
                behaviors.put(name, all);
              });
      return Optional.of(new Act.Mix(behaviors));
    }
    return stage.single(what, value).flatMap(this::mix);
  }

  private Optional<Act> mix(Setting text) {
    try {
      Map<String, BigDecimal> percents = MixText.parse(text.name(), text.text());
      Map<String, Map<String, Object>> behaviors = new LinkedHashMap<>();
      percents.forEach(
          (name, percent) -> behaviors.put(name, Map.of("weight", percent.toPlainString())));
      return Optional.of(new Act.Mix(behaviors));
    } catch (OptionException wrong) {
      keys.refuse(text, wrong);
      return Optional.empty();
    }
  }

  private Act flap(Section section) {
    String mode = word(section, MODE).orElse("timeout");
    Duration up = keys.time(section, "up", MILLISECOND, Keys.DAY).orElse(PERIOD);
    Duration down = keys.time(section, "down", MILLISECOND, Keys.DAY).orElse(PERIOD);
    Duration timeout =
        keys.time(section, "timeout", Duration.ZERO, Keys.DAY).orElse(PERIOD.multipliedBy(2));
    String stream = word(section, BOTH).orElse("both");
    section.refuseOthers();
    return new Act.Flap(mode.equals("refuse"), up, down, timeout, stream);
  }

  private Optional<String> word(Section section, Option<String> option) {
    return section.single(option.name()).flatMap(setting -> setting.read(option, keys.problems()));
  }
}
