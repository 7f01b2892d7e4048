package io.galopin.config.settings;

import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports a section that a user has filled in but not switched on. If the user has switched it off
 * explicitly, there is no message.
 */
final class SwitchedOff {

  private SwitchedOff() {}

  /**
   * Returns a sentence for the log, if one is needed.
   *
   * @param keys of the section, as in {@link Draft#settings}
   * @param enabled the key that switches it on
   * @param effect what does not happen while it is off
   * @param remedy what switches it on
   * @param given the user's settings
   */
  static Optional<String> notice(
      List<String> keys, String enabled, String effect, String remedy, Map<String, Setting> given) {
    if (given.containsKey(enabled)) {
      return Optional.empty();
    }
    return keys.stream()
        .filter(given::containsKey)
        .map(given::get)
        .findFirst()
        .map(
            setting ->
                setting.name()
                    + ": changes nothing, "
                    + effect
                    + " (expected: "
                    + remedy
                    + ")"
                    + setting.place().suffix());
  }
}
