package io.galopin.bench.part;

/** How percentiles are written. */
final class Percentile {

  private Percentile() {}

  /** As in p50 and p99.9. */
  static String name(double percentile) {
    return percentile == Math.rint(percentile) ? "p" + (long) percentile : "p" + percentile;
  }
}
