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

  /** A second as text, up to its fraction. Most exchanges begin in the second of the last one. */
  private record Second(long epoch, String text) {}

  private static volatile Second last = new Second(0, "1970-01-01T00:00:00.");

  private Stamp() {}

  /** Appends a time as ISO 8601 has it: {@code 2026-11-28T20:55:05.001234Z}. */
  static void append(StringBuilder text, Instant time) {
    Second second = last;
    if (second.epoch != time.getEpochSecond()) {
      LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
      if (utc.getYear() < 0 || utc.getYear() > LONGEST_YEAR) {
        text.append(time);
        return;
      }
      second = new Second(time.getEpochSecond(), of(utc));
      last = second;
    }
    digits(text.append(second.text), time.getNano() / NANOS_PER_MICRO, 6).append('Z');
  }

  private static String of(LocalDateTime utc) {
    StringBuilder text = new StringBuilder("2026-11-28T20:55:05.".length());
    digits(text, utc.getYear(), 4).append('-');
    digits(text, utc.getMonthValue(), 2).append('-');
    digits(text, utc.getDayOfMonth(), 2).append('T');
    digits(text, utc.getHour(), 2).append(':');
    digits(text, utc.getMinute(), 2).append(':');
    return digits(text, utc.getSecond(), 2).append('.').toString();
  }

  /** Appends nanoseconds as milliseconds with three decimals: {@code 12.040}. */
  static void appendMillis(StringBuilder text, long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    text.append(micros / MICROS_PER_MILLI).append('.');
    digits(text, (int) (micros % MICROS_PER_MILLI), 3);
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
