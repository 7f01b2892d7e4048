package io.galopin.rules.source;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.galopin.api.Option;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a HOCON document while it is read. What is asked for is thereby known; {@link
 * #refuseOthers} refuses the rest. Keys may have underscores or hyphens.
 */
public final class Section {

  private final String path;
  private final ConfigObject object;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * Begins to read {@code object}.
   *
   * @param path what the user knows it by; empty at the top
   */
  public Section(String path, ConfigObject object, Problems problems) {
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  /** {@code value} as an object. */
  public static Optional<Section> of(String what, ConfigValue value, Problems problems) {
    if (value instanceof ConfigObject object) {
      return Optional.of(new Section(what, object, problems));
    }
    problems.add(what, kind(value), "an object: { … }", Place.of(value.origin()));
    return Optional.empty();
  }

  /** The same object by another name. */
  public Section under(String otherPath) {
    return new Section(otherPath, object, problems);
  }

  public ConfigObject object() {
    return object;
  }

  public String path() {
    return path;
  }

  public Place place() {
    return Place.of(object.origin());
  }

  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** All that is in it, in the order of lines; for objects whose keys are names. */
  public Map<String, ConfigValue> entries() {
    Map<String, ConfigValue> entries = new LinkedHashMap<>();
    object.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, ConfigValue>, Place>comparing(
                    entry -> Place.of(entry.getValue().origin()))
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  /** The value under {@code key}, of whatever kind. */
  public Optional<ConfigValue> any(String key) {
    asked.add(key);
    ConfigValue found = null;
    for (Map.Entry<String, ConfigValue> entry : entries().entrySet()) {
      if (Option.normalName(entry.getKey()).equals(key)) {
        if (found != null) {
          problems.add(
              pathOf(entry.getKey()),
              "given twice",
              "once, with hyphens or underscores",
              Place.of(entry.getValue().origin()));
        }
        found = entry.getValue();
      }
    }
    return Optional.ofNullable(found);
  }

  /** The text, number or switch under {@code key}. */
  public Optional<Setting> single(String key) {
    return any(key).flatMap(value -> single(pathOf(key), value));
  }

  /** {@code value} as a text, number or switch. */
  public Optional<Setting> single(String what, ConfigValue value) {
    Place place = Place.of(value.origin());
    if (value.valueType() == ConfigValueType.OBJECT
        || value.valueType() == ConfigValueType.LIST
        || value.valueType() == ConfigValueType.NULL) {
      problems.add(what, kind(value), "a single value", place);
      return Optional.empty();
    }
    // This way a number is what was written: 0.10, not 0.1.
    return Optional.of(new Setting(what, value.atKey("value").getString("value"), place));
  }

  /**
   * {@code value} as a text, number or switch, or as an object of them. What is nested in it counts
   * under both names with a dot between, as HOCON takes {@code http.status} for an object.
   */
  Optional<Setting> singleOrPairs(String what, ConfigValue value) {
    if (!(value instanceof ConfigObject pairs)) {
      return single(what, value);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    return new Section(what, pairs, problems).flatten("", texts)
        ? Optional.of(new Setting(what, texts, Place.of(value.origin())))
        : Optional.empty();
  }

  /** False if there was a problem. */
  private boolean flatten(String prefix, Map<String, String> texts) {
    boolean complete = true;
    for (Map.Entry<String, ConfigValue> entry : entries().entrySet()) {
      String what = pathOf(entry.getKey());
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof ConfigObject inner) {
        complete &= new Section(what, inner, problems).flatten(name + ".", texts);
      } else {
        Optional<Setting> text = single(what, entry.getValue());
        text.ifPresent(setting -> texts.put(name, setting.text()));
        complete &= text.isPresent();
      }
    }
    return complete;
  }

  /** The object under {@code key}. */
  public Optional<Section> section(String key) {
    return any(key).flatMap(value -> section(pathOf(key), value));
  }

  /** {@code value} as an object. */
  public Optional<Section> section(String what, ConfigValue value) {
    return of(what, value, problems);
  }

  /** What nobody has asked for. */
  public ConfigObject others() {
    ConfigObject others = object;
    for (String key : object.keySet()) {
      if (asked.contains(Option.normalName(key))) {
        others = others.withoutKey(key);
      }
    }
    return others;
  }

  /** Refuses the keys that nobody has asked for. */
  public void refuseOthers() {
    for (Map.Entry<String, ConfigValue> entry : entries().entrySet()) {
      String key = Option.normalName(entry.getKey());
      if (!asked.contains(key)) {
        problems.unknownKey(
            pathOf(entry.getKey()), key, asked, Place.of(entry.getValue().origin()));
      }
    }
  }

  /** What {@code value} is, for a sentence in which another kind was expected. */
  public static String kind(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case NULL -> "null";
      case STRING, NUMBER, BOOLEAN -> value.atKey("value").getString("value");
    };
  }
}
