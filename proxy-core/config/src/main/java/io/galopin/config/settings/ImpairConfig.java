package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of impairments by command. */
public final class ImpairConfig {

  /** The section in HOCON. */
  public static final String SECTION = "impair";

  private static final Option<Duration> MAX =
      Option.duration(
          "max",
          ChronoUnit.SECONDS,
          Duration.ofMillis(1),
          Duration.ofDays(365),
          "when an impairment ends that has no end of its own");

  /** The keys of the section. */
  public static final List<String> KEYS = List.of(MAX.name());

  private ImpairConfig() {}

  /** Returns the key in {@link Draft#settings} for a key of the section. */
  public static String path(String key) {
    return SECTION + "." + key;
  }

  /** Reads when impairments end that have no end of their own; empty if they do not. */
  public static Optional<Duration> max(Map<String, Setting> settings, Problems problems) {
    return Optional.ofNullable(settings.get(path(MAX.name())))
        .flatMap(setting -> setting.read(MAX, problems));
  }
}
