package io.galopin.journal.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as text, with four digits for the year. {@link java.time.Instant#toString} takes several
 * times as long, and each exchange has one.
 */
final class Stamp {

  private static final int LONGEST_YEAR = 9_999;

  /** A second as text, up to its fraction. Most exchanges begin in the second of the last one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Second(long epoch, byte[] text) {}

  private static volatile Second last = new Second(0, "1970-01-01T00:00:00.".getBytes(US_ASCII));

  private Stamp() {}

  /**
   * Returns a second of UTC as ISO 8601 has it, up to the point before its fraction: {@code
   * 2026-11-28T20:55:05.}; null if its year does not have four digits. Not to be changed.
   */
  static byte @Nullable [] upToFraction(long epochSecond) {
    Second second = last;
    if (second.epoch != epochSecond) {
      LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
      if (utc.getYear() < 0 || utc.getYear() > LONGEST_YEAR) {
        return null;
      }
      second = new Second(epochSecond, of(utc));
      last = second;
    }
    return second.text;
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
}
