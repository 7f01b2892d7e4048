package io.galopin.scenario.report;

import java.util.Locale;

/** The axis of a drawing: from 0 to a round number. */
record Scale(double step, double end) {

  private static final double NANOS = 1e9;

  /** Covers numbers up to one, in about that many steps. */
  static Scale of(double most, int steps) {
    double least = Math.max(most, 1e-3) / steps;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = 10 * power;
    for (int factor : new int[] {5, 2, 1}) {
      if (factor * power >= least * (1 - 1e-9)) {
        step = factor * power;
      }
    }
    return new Scale(step, step * Math.ceil(most / step * (1 - 1e-9)));
  }

  /** Writes a number without needless decimals. */
  static String text(double number) {
    if (number >= 100 || number == Math.rint(number)) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    String text = String.format(Locale.ROOT, number >= 1 ? "%.1f" : "%.3f", number);
    return text.replaceAll("\\.?0+$", "");
  }

  /** Writes a time since the start in seconds, from nanoseconds. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / NANOS);
  }
}
