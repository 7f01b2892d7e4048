package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where metrics are sent.
 *
 * @param host the name or address of a statsd server
 * @param port its UDP port
 * @param prefix put before the names of metrics; may be empty
 * @param sampleRate the part of all timings that is sent, 0 to 1
 */
public record StatsdConfig(String host, int port, String prefix, double sampleRate) {

  /** The section in HOCON and in an INI file. */
  public static final String SECTION = "statsd";

  private static final Option<Boolean> ENABLED = Option.flag("enabled", "whether metrics are sent");
  private static final Option<String> HOST = Option.text("host", "where statsd listens");
  private static final Option<Long> PORT = Option.integer("port", 1, 65_535, "its port");
  private static final Option<String> PREFIX =
      Option.text("prefix", "what the names of metrics begin with");
  private static final Option<Double> SAMPLE_RATE =
      Option.decimal("sample-rate", 0, 1, "the part of all timings that is sent");

  /** The keys of the section. */
  public static final List<String> KEYS =
      List.of(ENABLED.name(), HOST.name(), PORT.name(), PREFIX.name(), SAMPLE_RATE.name());

  /** Returns the key in {@link Draft#settings} for a key of the section. */
  public static String path(String key) {
    return SECTION + "." + key;
  }

  /**
   * Reads the settings, complete with defaults. Checks each, even if nothing is sent.
   *
   * @return empty if metrics are not sent, or something is wrong
   */
  public static Optional<StatsdConfig> of(Map<String, Setting> settings, Problems problems) {
    Optional<Boolean> enabled = read(ENABLED, settings, problems);
    Optional<String> host = host(settings, problems);
    Optional<Long> port = read(PORT, settings, problems);
    Optional<String> prefix = read(PREFIX, settings, problems);
    Optional<Double> rate = read(SAMPLE_RATE, settings, problems);
    return host.isPresent() && port.isPresent() && prefix.isPresent() && rate.isPresent()
        ? enabled
            .filter(on -> on)
            .map(
                on -> new StatsdConfig(host.get(), port.get().intValue(), prefix.get(), rate.get()))
        : Optional.empty();
  }

  private static Optional<String> host(Map<String, Setting> settings, Problems problems) {
    Optional<String> host = read(HOST, settings, problems);
    if (host.filter(String::isBlank).isPresent()) {
      Setting given = settings.get(path(HOST.name()));
      problems.add(given.name(), '"' + given.text() + '"', "a name or an address", given.place());
    }
    return host;
  }

  /** Returns a message for the log about settings that nothing switches on. */
  public static Optional<String> notice(Map<String, Setting> given) {
    return SwitchedOff.notice(
        KEYS.stream().map(StatsdConfig::path).toList(),
        path(ENABLED.name()),
        "no metrics are sent",
        "statsd.enabled = true",
        given);
  }

  private static <T> Optional<T> read(
      Option<T> option, Map<String, Setting> settings, Problems problems) {
    return Optional.ofNullable(settings.get(path(option.name())))
        .flatMap(setting -> setting.read(option, problems));
  }
}
