package io.galopin.live;

import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a change lasts, and who asks for it.
 *
 * @param time after which the change is undone, from 1 ms to 365 days; empty if it lasts until
 *     somebody else undoes it
 * @param by who asks, as in {@code ann@laptop}; empty if that is unknown
 */
public record Stay(Optional<Duration> time, String by) {

  /** The name of {@link #time} in calls and messages. */
  public static final String EXPIRES_IN = "expires-in";

  /** The name of {@link #by} in calls and messages. */
  public static final String SET_BY = "set-by";

  private static final int LONGEST_NAME = 200;

  private static final Stay FOR_GOOD = new Stay(Optional.empty(), "");

  private static final Option<Duration> TIME = time(EXPIRES_IN);

  public Stay {
    if (time.isPresent()) {
      TIME.parse(TIME.text(time.get()));
    }
    if (by.length() > LONGEST_NAME || by.codePoints().anyMatch(Character::isISOControl)) {
      throw new OptionException(
          SET_BY,
          Excerpt.of(by.replaceAll("\\p{Cntrl}", "?")),
          "at most " + LONGEST_NAME + " characters on one line");
    }
  }

  private static Option<Duration> time(String name) {
    return Option.duration(
        name, ChronoUnit.MILLIS, Duration.ofMillis(1), Duration.ofDays(365), "how long");
  }

  /** Lasts until somebody undoes it. */
  public static Stay forGood() {
    return FOR_GOOD;
  }

  /** Lasts for a time. Nobody in particular asks for it. */
  public static Stay of(Duration time) {
    return new Stay(Optional.of(time), "");
  }

  /**
   * Reads a time. It needs a unit, because bare numbers are milliseconds in toxics and seconds in
   * behaviors.
   *
   * @param given {@code 10m}, {@code 1.5 s}; or {@code never}
   * @throws OptionException if it is something else
   */
  public static Optional<Duration> read(Object given) {
    return read(EXPIRES_IN, given);
  }

  /** Like {@link #read(Object)}, for another time that needs a unit. */
  public static Optional<Duration> read(String name, Object given) {
    String text = String.valueOf(given).strip();
    if (text.equals("never")) {
      return Optional.empty();
    }
    if (!(given instanceof String)
        || text.isEmpty()
        || !Character.isLetter(text.charAt(text.length() - 1))) {
      throw new OptionException(
          name, Excerpt.of(text), "a time with a unit, such as \"10m\", or \"never\"");
    }
    return Optional.of(time(name).parse(text));
  }

  /** Returns this, with an end if somebody has signed it without one. */
  Stay orIfSigned(Optional<Duration> standard) {
    return time.isEmpty() && !by.isEmpty() ? new Stay(standard, by) : this;
  }

  /** Whether there is nothing to remember: it has no end, and nobody's name. */
  boolean isPlain() {
    return time.isEmpty() && by.isEmpty();
  }

  /** Writes a time with its unit: {@code 1.5 s}. */
  public static String text(Duration time) {
    return TIME.text(time);
  }
}
