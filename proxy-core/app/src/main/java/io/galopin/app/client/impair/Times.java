package io.galopin.app.client.impair;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Times on the command line. Bare numbers are milliseconds. */
final class Times {

  private static final Duration LONGEST = Duration.ofDays(365);

  private Times() {}

  /**
   * Reads a time in whole milliseconds.
   *
   * @param what names it in messages
   * @throws CommandFailure if it is none, or shorter than {@code least}
   */
  static Duration read(String what, String text, Duration least) {
    Option<Duration> option =
        Option.duration(what, ChronoUnit.MILLIS, least, LONGEST, "how long it is");
    try {
      Duration time = option.parse(text);
      if (time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
        return time;
      }
    } catch (OptionException wrong) {
      throw CommandFailure.wrong(String.valueOf(wrong.getMessage()));
    }
    throw CommandFailure.wrong(what + ": " + text + " (expected: whole milliseconds)");
  }

  /** Reads a time that a server has written, in nanoseconds. */
  static long nanos(String what, String text) {
    return Option.duration(what, ChronoUnit.MILLIS, Duration.ZERO, LONGEST, "how long it is")
        .parse(text)
        .toNanos();
  }

  /** Writes a time for people, in at most two units: {@code 1 h 5 min}, {@code 1.5 s}. */
  static String shown(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return time.toMillis() % 1000 == 0 || time.toSeconds() >= 10
          ? time.toSeconds() + " s"
          : time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toMillis() / 1000.0 + " s";
    }
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      return both(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    if (time.compareTo(Duration.ofDays(1)) < 0) {
      return both(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return both(time.toDays(), "d", time.toHoursPart(), "h");
  }

  private static String both(long large, String unit, long small, String smaller) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
  }
}
