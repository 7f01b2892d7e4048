package io.galopin.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads settings that are given as names and values, alternating. */
final class Pairing {

  private Pairing() {}

  /**
   * Returns the settings by name. Lists stay lists, and numbers and switches stay what they are;
   * anything else becomes text.
   *
   * @param what they belong to, for messages
   * @throws GalopinException if a value is missing, or a name is no text
   */
  static Map<String, Object> of(String what, Object... settings) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      if (!(settings[i] instanceof String name) || i + 1 == settings.length) {
        throw new GalopinException(
            what + ": " + settings[i] + " (expected: names and values, alternating)");
      }
      named.put(name, plain(settings[i + 1]));
    }
    return named;
  }

  private static Object plain(Object value) {
    if (value instanceof Collection<?> all) {
      return all.stream().map(String::valueOf).toList();
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }
}
