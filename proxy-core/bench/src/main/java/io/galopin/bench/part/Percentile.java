package io.galopin.bench.part;

/** Formats percentiles. */
final class Percentile {

  private Percentile() {}

  /** Returns the short form, such as p50 or p99.9. */
  static String name(double percentile) {
    return percentile == Math.rint(percentile) ? "p" + (long) percentile : "p" + percentile;
  }
}
