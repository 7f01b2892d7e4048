package io.galopin.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with units, as users write them: {@code 2}, {@code 1.5 s}, {@code 200ms}, {@code 64 KiB}.
 * The units are those of HOCON.
 */
final class Quantities {

  private static final Pattern FORM =
      Pattern.compile("\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\p{Alpha}*)\\s*");

  private static final Map<String, Duration> TIMES =
      Map.ofEntries(
          Map.entry("ns", Duration.ofNanos(1)),
          Map.entry("us", Duration.ofNanos(1_000)),
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("millis", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("seconds", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("minutes", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("hours", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("days", Duration.ofDays(1)));

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

  private Quantities() {}

  static @Nullable BigDecimal number(Object given) {
    if (given instanceof Double d && !Double.isFinite(d)) {
      return null;
    }
    if (!(given instanceof Number) && !(given instanceof CharSequence)) {
      return null;
    }
    Matcher form = FORM.matcher(given.toString());
    return form.matches() && form.group(2).isEmpty() ? new BigDecimal(form.group(1)) : null;
  }

  static @Nullable Duration duration(Object given, ChronoUnit unit) {
    Matcher form = FORM.matcher(String.valueOf(given));
    if (given instanceof Boolean || !form.matches()) {
      return null;
    }
    Duration one = form.group(2).isEmpty() ? unit.getDuration() : TIMES.get(form.group(2));
    if (one == null) {
      return null;
    }
    BigDecimal nanos =
        new BigDecimal(form.group(1)).multiply(inNanos(one)).setScale(0, RoundingMode.HALF_UP);
    // Durations that do not fit in a long of nanoseconds (292 years) are refused as well.
    return nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? null
        : Duration.ofNanos(nanos.longValueExact());
  }

  static @Nullable Long bytes(Object given) {
    Matcher form = FORM.matcher(String.valueOf(given));
    if (given instanceof Boolean || !form.matches()) {
      return null;
    }
    Long one = bytesPerUnit(form.group(2));
    try {
      return one == null
          ? null
          : new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(one)).longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      return null;
    }
  }

  private static @Nullable Long bytesPerUnit(String unit) {
    return switch (unit) {
      case "", "B", "b", "byte", "bytes" -> 1L;
      case "kB", "KB", "kilobyte", "kilobytes" -> 1_000L;
      case "MB", "megabyte", "megabytes" -> 1_000_000L;
      case "GB", "gigabyte", "gigabytes" -> 1_000_000_000L;
      case "K", "k", "Ki", "KiB", "kibibyte", "kibibytes" -> 1L << 10;
      case "M", "m", "Mi", "MiB", "mebibyte", "mebibytes" -> 1L << 20;
      case "G", "g", "Gi", "GiB", "gibibyte", "gibibytes" -> 1L << 30;
      default -> null;
    };
  }

  /** Returns a whole number if the value is one, otherwise a decimal. */
  static Number inUnits(Duration value, ChronoUnit unit) {
    BigDecimal units = inNanos(value).divide(inNanos(unit.getDuration()), 9, RoundingMode.HALF_UP);
    BigDecimal shortest = units.stripTrailingZeros();
    return shortest.scale() <= 0 ? (Number) shortest.longValue() : (Number) shortest.doubleValue();
  }

  /**
   * Writes a duration in the largest unit in which it has at most three decimals: {@code 1.5 s}.
   */
  static String text(Duration value) {
    if (value.isZero()) {
      return "0 s";
    }
    long nanos = value.abs().toNanos();
    if (nanos % Duration.ofHours(1).toNanos() == 0) {
      return value.toHours() + " h";
    }
    if (nanos % Duration.ofMinutes(1).toNanos() == 0) {
      return value.toMinutes() + " min";
    }
    ChronoUnit unit =
        nanos >= 1_000_000_000
            ? ChronoUnit.SECONDS
            : nanos >= 1_000_000
                ? ChronoUnit.MILLIS
                : nanos >= 1_000 ? ChronoUnit.MICROS : ChronoUnit.NANOS;
    String suffix =
        switch (unit) {
          case SECONDS -> " s";
          case MILLIS -> " ms";
          case MICROS -> " us";
          default -> " ns";
        };
    return String.format(Locale.ROOT, "%s", inUnits(value, unit)) + suffix;
  }

  /** Returns the full name, such as {@code milliseconds}, which {@link ChronoUnit} shortens. */
  static String name(ChronoUnit unit) {
    return switch (unit) {
      case MILLIS -> "milliseconds";
      case MICROS -> "microseconds";
      case NANOS -> "nanoseconds";
      default -> unit.name().toLowerCase(Locale.ROOT);
    };
  }

  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal inNanos(Duration value) {
    return BigDecimal.valueOf(value.getSeconds())
        .multiply(NANOS_PER_SECOND)
        .add(BigDecimal.valueOf(value.getNano()));
  }
}
