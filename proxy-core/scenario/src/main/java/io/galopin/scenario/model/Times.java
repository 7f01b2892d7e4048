package io.galopin.scenario.model;

import io.galopin.api.Option;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Times as users read and write them. */
public final class Times {

  private static final Option<Duration> ANY =
      Option.duration("time", ChronoUnit.MILLIS, Duration.ZERO, Duration.ofDays(366), "any");

  private Times() {}

  /** Writes a time with its unit: {@code 1.5 s}. */
  public static String text(Duration time) {
    return ANY.text(time);
  }

  /** Writes a latency with its unit, in milliseconds with one decimal at most. */
  public static String millis(double millis) {
    double rounded = Math.rint(millis * 10) / 10;
    return (rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : "" + rounded) + " ms";
  }
}
