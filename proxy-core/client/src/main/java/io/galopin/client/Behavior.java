package io.galopin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A behavior with its options. Immutable.
 *
 * @param name of the plugin
 * @param options the options that differ from the defaults, by name, in the form that the control
 *     API takes
 */
public record Behavior(String name, Map<String, Object> options) {

  public Behavior {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Returns a behavior with these options. All others have their defaults.
   *
   * @param options names and values, alternating: {@code "sleep", Duration.ofSeconds(2)}
   */
  public static Behavior of(String name, Object... options) {
    if (options.length % 2 != 0) {
      throw new GalopinException(
          name + ": " + options.length + " options (expected: names and values, alternating)");
    }
    Behavior behavior = new Behavior(name, Map.of());
    for (int i = 0; i < options.length; i += 2) {
      behavior = behavior.with(String.valueOf(options[i]), options[i + 1]);
    }
    return behavior;
  }

  /**
   * Returns this behavior with one more option.
   *
   * @param value a {@link Duration}, a number, a boolean, or text as in a configuration file
   */
  public Behavior with(String option, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.put(option, Quantities.plain(value));
    return new Behavior(name, all);
  }
}
