package io.galopin.client;

import java.time.Duration;

/** Values as the control API takes them. */
final class Quantities {

  private Quantities() {}

  /** A duration as text with its unit; what JSON has is taken as it is, all else as text. */
  static Object plain(Object value) {
    if (value instanceof Duration duration) {
      return text(duration);
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  /**
   * A duration as a number of {@code unit}, which is all that Toxiproxy understands; as text where
   * there is no whole number of them, which Galopin understands.
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

  /** A number without a fraction where it has none. */
  static Number number(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }
}
