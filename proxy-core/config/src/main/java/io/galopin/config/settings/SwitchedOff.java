package io.galopin.config.settings;

import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of a section that a user has filled in and has not switched on. Who writes that it is off
 * knows, and is told nothing.
 */
final class SwitchedOff {

  private SwitchedOff() {}

  /**
   * A sentence for the log, if one is needed.
   *
   * @param keys those of the section, as {@link Draft#settings} calls them
   * @param enabled the key among them that switches it on
   * @param effect what does not happen while it is off
   * @param remedy what switches it on
   * @param given what the user said
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
