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
 * Reads one object of a HOCON document. Every key that is asked for counts as known; {@link
 * #refuseOthers} refuses the rest. Keys may have underscores or hyphens.
 */
public final class Section {

  private final String path;
  private final ConfigObject object;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * Starts to read {@code object}.
   *
   * @param path the user's name for it; empty at the top
   */
  public Section(String path, ConfigObject object, Problems problems) {
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  /** Reads {@code value} as an object. */
  public static Optional<Section> of(String what, ConfigValue value, Problems problems) {
    if (value instanceof ConfigObject object) {
      return Optional.of(new Section(what, object, problems));
    }
    problems.add(what, kind(value), "an object: { … }", Place.of(value.origin()));
    return Optional.empty();
  }

  /** Returns the same object under another name. */
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

  /** Returns all entries in the order of lines, for objects whose keys are names. */
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

  /** Returns the value under {@code key}, of any kind. */
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

  /** Returns the text, number or switch under {@code key}. */
  public Optional<Setting> single(String key) {
    return any(key).flatMap(value -> single(pathOf(key), value));
  }

  /** Reads {@code value} as a text, number or switch. */
  public Optional<Setting> single(String what, ConfigValue value) {
    Place place = Place.of(value.origin());
    if (value.valueType() == ConfigValueType.OBJECT
        || value.valueType() == ConfigValueType.LIST
        || value.valueType() == ConfigValueType.NULL) {
      problems.add(what, kind(value), "a single value", place);
      return Optional.empty();
    }
    // Keeps a number as it was written: 0.10, not 0.1.
    return Optional.of(new Setting(what, value.atKey("value").getString("value"), place));
  }

  /** Returns the text, number or switch under {@code key}, or the object of them. */
  public Optional<Setting> singleOrPairs(String key) {
    return any(key).flatMap(value -> singleOrPairs(pathOf(key), value));
  }

  /**
   * Reads {@code value} as a text, number or switch, or as an object of them. Nested keys are
   * joined with a dot, because HOCON reads {@code http.status} as an object.
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

  /** Collects the entries; returns false if there was a problem. */
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

  /** Returns the object under {@code key}. */
  public Optional<Section> section(String key) {
    return any(key).flatMap(value -> section(pathOf(key), value));
  }

  /** Reads {@code value} as an object. */
  public Optional<Section> section(String what, ConfigValue value) {
    return of(what, value, problems);
  }

  /** Returns the entries that nothing has asked for. */
  public ConfigObject others() {
    ConfigObject others = object;
    for (String key : object.keySet()) {
      if (asked.contains(Option.normalName(key))) {
        others = others.withoutKey(key);
      }
    }
    return others;
  }

  /** Refuses the keys that nothing has asked for. */
  public void refuseOthers() {
    for (Map.Entry<String, ConfigValue> entry : entries().entrySet()) {
      String key = Option.normalName(entry.getKey());
      if (!asked.contains(key)) {
        problems.unknownKey(
            pathOf(entry.getKey()), key, asked, Place.of(entry.getValue().origin()));
      }
    }
  }

  /** Describes {@code value}, for a sentence that expects another kind. */
  public static String kind(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case NULL -> "null";
      case STRING, NUMBER, BOOLEAN -> value.atKey("value").getString("value");
    };
  }
}
