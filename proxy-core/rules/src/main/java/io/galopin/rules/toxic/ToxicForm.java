package io.galopin.rules.toxic;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Direction;
import io.galopin.api.Option;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Trigger;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.condition.WhenForm;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Sections;
import io.galopin.rules.source.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads toxics: an object of them by name, or a list in which names are optional. Attributes stand
 * beside {@code type}, {@code stream} and {@code toxicity}, or in an object {@code attributes}.
 */
public final class ToxicForm {

  public static final String TOXICS = "toxics";
  public static final String NAME = "name";
  public static final String TYPE = "type";
  public static final String ATTRIBUTES = "attributes";

  public static final Option<Direction> STREAM =
      Option.choice("stream", Direction.class, "the direction of the bytes on which it acts")
          .orElse(Direction.DOWNSTREAM);

  public static final Option<Double> TOXICITY =
      Option.decimal("toxicity", 0, 1, "the chance that it acts on a connection").orElse(1.0);

  static final String COUNTS_CONNECTIONS =
      "times per connection, or counts of connections without it: each has one";

  private final Problems problems;
  private final boolean lenient;

  /** Reads toxics that are {@linkplain ToxicConfig#lenient lenient} or strict. */
  public ToxicForm(Problems problems, boolean lenient) {
    this.problems = problems;
    this.lenient = lenient;
  }

  /** Reads the toxics of a proxy; empty if it has no key for them. */
  public Optional<List<ToxicConfig>> all(Section proxy) {
    String path = proxy.pathOf(TOXICS);
    return proxy
        .any(TOXICS)
        .map(
            value -> {
              List<ToxicConfig> toxics =
                  value instanceof ConfigList list
                      ? listed(path, list)
                      : proxy.section(path, value).map(this::named).orElse(List.of());
              refuseSameNames(toxics);
              return toxics;
            });
  }

  private List<ToxicConfig> named(Section section) {
    List<ToxicConfig> toxics = new ArrayList<>();
    if (areTooMany(section.path(), section.object().size(), section.place())) {
      return toxics;
    }
    section
        .entries()
        .forEach(
            (name, value) ->
                section
                    .section(section.pathOf(name), value)
                    .flatMap(toxic -> one(toxic, Optional.of(name)))
                    .ifPresent(toxics::add));
    return toxics;
  }

  private List<ToxicConfig> listed(String path, ConfigList list) {
    List<ToxicConfig> toxics = new ArrayList<>();
    if (areTooMany(path, list.size(), Place.of(list.origin()))) {
      return toxics;
    }
    for (int i = 0; i < list.size(); i++) {
      Section.of(path + "[" + i + "]", list.get(i), problems)
          .flatMap(toxic -> one(toxic, Optional.empty()))
          .ifPresent(toxics::add);
    }
    return toxics;
  }

  private boolean areTooMany(String path, int count, Place place) {
    if (count > ProxySpec.MOST_TOXICS) {
      problems.add(path, count + " of them", "at most " + ProxySpec.MOST_TOXICS, place);
    }
    return count > ProxySpec.MOST_TOXICS;
  }

  public void refuseSameNames(List<ToxicConfig> toxics) {
    Set<String> names = new HashSet<>();
    for (ToxicConfig toxic : toxics) {
      if (!names.add(toxic.name())) {
        problems.add(
            toxic.pathOf(NAME),
            '"' + toxic.name() + '"',
            "a name that no other toxic of the proxy has",
            toxic.place());
      }
    }
  }

  /**
   * Reads one toxic; empty if there was a problem.
   *
   * @param key the name under which it stands, if there is one
   */
  public Optional<ToxicConfig> one(Section section, Optional<String> key) {
    Optional<Setting> written = key.isPresent() ? Optional.empty() : section.single(NAME);
    Optional<Setting> type = section.single(TYPE);
    if (type.isEmpty()) {
      problems.missing(section.pathOf(TYPE), "the type of a toxic", section.place());
    }
    Optional<Direction> stream = read(section, STREAM);
    Optional<Double> toxicity = read(section, TOXICITY);
    When when = WhenForm.of(section);
    Optional<Trigger> trigger =
        TriggerForm.of(section, problems).filter(read -> suits(section, read));
    Map<String, Setting> attributes = attributes(section);
    if (type.isEmpty() || stream.isEmpty() || toxicity.isEmpty() || trigger.isEmpty()) {
      return Optional.empty();
    }
    String name =
        key.or(() -> written.map(Setting::text))
            .orElseGet(() -> defaultName(type.get().text(), stream.get()));
    PluginConfig plugin =
        new PluginConfig(type.get().name(), type.get().text(), type.get().place(), attributes);
    return Optional.of(
        new ToxicConfig(
            section.path(),
            name,
            plugin,
            stream.get(),
            toxicity.get(),
            lenient,
            when,
            trigger.get()));
  }

  /** A toxic counts connections, so counting within one connection makes no sense. */
  private boolean suits(Section section, Trigger trigger) {
    boolean suits = !trigger.counts() || !trigger.perConnection();
    if (!suits) {
      problems.add(
          section.pathOf(TriggerForm.KEY), trigger.toString(), COUNTS_CONNECTIONS, section.place());
    }
    return suits;
  }

  static String defaultName(String type, Direction stream) {
    return WireName.of(type) + "_" + STREAM.plain(stream);
  }

  /** Reads an option; empty if it was refused. */
  private <T> Optional<T> read(Section section, Option<T> option) {
    Optional<ConfigValue> value = section.any(option.name());
    return value.isEmpty()
        ? option.defaultValue()
        : section
            .single(section.pathOf(option.name()), value.get())
            .flatMap(setting -> setting.read(option, problems));
  }

  private Map<String, Setting> attributes(Section section) {
    Map<String, Setting> attributes = new LinkedHashMap<>();
    section
        .section(ATTRIBUTES)
        .ifPresent(inner -> attributes.putAll(Sections.settings(inner, problems)));
    ConfigObject beside = section.others();
    Sections.settings(new Section(section.path(), beside, problems), problems)
        .forEach(
            (name, setting) -> {
              if (attributes.put(name, setting) != null) {
                problems.add(
                    setting.name(),
                    "given twice",
                    "once, here or in " + section.pathOf(ATTRIBUTES),
                    setting.place());
              }
            });
    return attributes;
  }
}
