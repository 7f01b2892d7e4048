package io.galopin.behavior.stream;

import io.galopin.api.Option;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Times as the toxics take and compare them. */
final class Times {

  private static final Duration LONGEST = Duration.ofDays(365);

  private Times() {}

  /** An option that is a time of at most a year, and none if it is not given. */
  static Option<Duration> option(String name, ChronoUnit unit, String description) {
    return Option.duration(name, unit, Duration.ZERO, LONGEST, description).orElse(Duration.ZERO);
  }

  /** Whether {@code time} is now or was before; the clock may have overflowed between them. */
  static boolean hasCome(long time, long now) {
    return time - now <= 0;
  }
}
