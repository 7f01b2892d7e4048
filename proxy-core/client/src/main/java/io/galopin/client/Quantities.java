package io.galopin.client;

import java.time.Duration;

/** Converts values to the form that the control API takes. */
final class Quantities {

  private Quantities() {}

  /**
   * Returns numbers and booleans unchanged, durations as text with a unit, and anything else as
   * text.
   */
  static Object plain(Object value) {
    if (value instanceof Duration duration) {
      return text(duration);
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  /**
   * Returns a duration as a whole number of {@code unit}, the only form that Toxiproxy understands.
   * If it is not a whole number, returns text with a unit, which only Galopin understands.
   */
  static Object in(Duration unit, Duration value) {
    long nanos = value.toNanos();
    return nanos % unit.toNanos() == 0 ? (Object) (nanos / unit.toNanos()) : text(value);
  }

  private static String text(Duration value) {
    long nanos = value.toNanos();
    if (nanos % 1_000_000 == 0) {
      return nanos / 1_000_000 + " ms";
    }
    return nanos + " ns";
  }

  /** Returns whole numbers without a fraction. */
  static Number number(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }
}
