package io.galopin.journal.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Writes times with microseconds, always with the same number of digits. {@link Instant#toString}
 * takes several times as long, and each exchange has one.
 */
final class Stamp {

  private static final int MICROS_PER_MILLI = 1_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int LONGEST_YEAR = 9_999;

  /** A second as text, up to its fraction. Most exchanges begin in the second of the last one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Second(long epoch, byte[] text) {}

  private static volatile Second last = new Second(0, "1970-01-01T00:00:00.".getBytes(US_ASCII));

  private Stamp() {}

  /** Appends a time as ISO 8601 has it: {@code 2026-11-28T20:55:05.001234Z}. */
  static void append(LineText text, Instant time) {
    Second second = last;
    if (second.epoch != time.getEpochSecond()) {
      LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
      if (utc.getYear() < 0 || utc.getYear() > LONGEST_YEAR) {
        text.escape(time.toString());
        return;
      }
      second = new Second(time.getEpochSecond(), of(utc));
      last = second;
    }
    text.append(second.text);
    text.digits(time.getNano() / NANOS_PER_MICRO, 6);
    text.escape("Z");
  }

  private static byte[] of(LocalDateTime utc) {
    return String.format(
            Locale.ROOT,
            "%04d-%02d-%02dT%02d:%02d:%02d.",
            utc.getYear(),
            utc.getMonthValue(),
            utc.getDayOfMonth(),
            utc.getHour(),
            utc.getMinute(),
            utc.getSecond())
        .getBytes(US_ASCII);
  }

  /** Appends nanoseconds as milliseconds with three decimals: {@code 12.040}. */
  static void appendMillis(LineText text, long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    text.digits(micros / MICROS_PER_MILLI, 1);
    text.escape(".");
    text.digits(micros % MICROS_PER_MILLI, 3);
  }
}
