package io.galopin.behavior.stream;

import io.galopin.api.Option;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Options for times, and comparison of times. */
final class Times {

  /** The longest time that an option takes. */
  static final Duration LONGEST = Duration.ofDays(365);

  private Times() {}

  /** Returns an option for a time of at most a year. The default is zero. */
  static Option<Duration> option(String name, ChronoUnit unit, String description) {
    return Option.duration(name, unit, Duration.ZERO, LONGEST, description).orElse(Duration.ZERO);
  }

  /** Returns whether {@code time} is now or in the past, even if the clock has overflowed since. */
  static boolean hasCome(long time, long now) {
    return time - now <= 0;
  }
}
