package io.galopin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A behavior with its options. Immutable.
 *
 * @param name the plugin's name
 * @param options those that are given, by name, as the control API takes them
 */
public record Behavior(String name, Map<String, Object> options) {

  public Behavior {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * A behavior with these options; the others have their defaults.
   *
   * @param options names and values in turn: {@code "sleep", Duration.ofSeconds(2)}
   */
  public static Behavior of(String name, Object... options) {
    if (options.length % 2 != 0) {
      throw new GalopinException(
          name + ": " + options.length + " options (expected: names and values in turn)");
    }
    Behavior behavior = new Behavior(name, Map.of());
    for (int i = 0; i < options.length; i += 2) {
      behavior = behavior.with(String.valueOf(options[i]), options[i + 1]);
    }
    return behavior;
  }

  /**
   * The same with one more option.
   *
   * @param value a {@link Duration}, a number, a boolean, or text as in a configuration file
   */
  public Behavior with(String option, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.put(option, Quantities.plain(value));
    return new Behavior(name, all);
  }
}
