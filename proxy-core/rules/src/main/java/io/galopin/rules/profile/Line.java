package io.galopin.rules.profile;

import io.galopin.api.Option;
import io.galopin.rules.source.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One direction of a connection. Immutable.
 *
 * @param place where it was written
 * @param p50 the median of the latency, one way; zero if there is none
 * @param p99 its 99th percentile; the same as {@code p50} if it is fixed
 * @param bits how many bits per second pass; 0 if that is not limited
 * @param loss the chance that a packet is lost, from 0 to 1
 */
public record Line(Place place, Duration p50, Duration p99, long bits, double loss) {

  private static final int BITS_PER_KILOBYTE = 8000;
  private static final int KILO = 1000;
  private static final List<String> UNITS = List.of("bit/s", "kbit/s", "Mbit/s", "Gbit/s");
  private static final Option<Duration> TIME =
      Option.duration(
          "time", ChronoUnit.MILLIS, Duration.ZERO, Duration.ofMinutes(1), "of a latency");

  /** Writes a time with its unit: {@code 150 ms}. */
  public static String text(Duration time) {
    return TIME.text(time);
  }

  /** Writes how much passes per second: {@code 1600 kbit/s}, {@code 9 Mbit/s}. */
  public String bandwidth() {
    long number = bits;
    int unit = 0;
    while (number % KILO == 0 && number > 0 && unit < UNITS.size() - 1) {
      number /= KILO;
      unit++;
    }
    return number + " " + UNITS.get(unit);
  }

  /** Writes the loss: {@code 0.2%}. */
  public String percentage() {
    return BigDecimal.valueOf(loss).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /** Whether it changes nothing. */
  boolean isPerfect() {
    return p50.isZero() && bits == 0 && loss == 0;
  }

  /**
   * Returns the rate for a toxic: whole kilobytes of 1000 bytes per second, rounded, at least 1; 0
   * if it is not limited.
   */
  public long kilobytes() {
    return bits == 0 ? 0 : Math.max(1, Math.round((double) bits / BITS_PER_KILOBYTE));
  }
}
