package io.galopin.journal.exchange;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes times with microseconds, always with the same number of digits. {@link Instant#toString}
 * takes several times as long, and each exchange has one.
 */
final class Stamp {

  private static final int MICROS_PER_MILLI = 1_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int LONGEST_YEAR = 9_999;

  private Stamp() {}

  /** Returns a time as ISO 8601 has it: {@code 2026-11-28T20:55:05.001234Z}. */
  static String of(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > LONGEST_YEAR) {
      return time.toString();
    }
    StringBuilder text = new StringBuilder("2026-11-28T20:55:05.001234Z".length());
    digits(text, utc.getYear(), 4).append('-');
    digits(text, utc.getMonthValue(), 2).append('-');
    digits(text, utc.getDayOfMonth(), 2).append('T');
    digits(text, utc.getHour(), 2).append(':');
    digits(text, utc.getMinute(), 2).append(':');
    digits(text, utc.getSecond(), 2).append('.');
    return digits(text, time.getNano() / NANOS_PER_MICRO, 6).append('Z').toString();
  }

  /** Returns microseconds as milliseconds with three decimals: {@code 12.040}. */
  static String millis(long micros) {
    StringBuilder text = new StringBuilder().append(micros / MICROS_PER_MILLI).append('.');
    return digits(text, (int) (micros % MICROS_PER_MILLI), 3).toString();
  }

  private static StringBuilder digits(StringBuilder text, int number, int width) {
    int power = 1;
    for (int i = 1; i < width; i++) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      text.append((char) ('0' + number / power % 10));
    }
    return text;
  }
}
