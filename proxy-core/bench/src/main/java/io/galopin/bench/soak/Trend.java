package io.galopin.bench.soak;

import io.galopin.bench.report.Spread;
import java.util.List;

/**
 * Whether something grows: the median of the last quarter of the samples beside that of the second
 * quarter. The first is left out, in which everything grows.
 *
 * @param before the median of the second quarter
 * @param after the median of the last
 * @param grows whether it is more by a tenth and by more than what is noise
 */
record Trend(double before, double after, boolean grows) {

  private static final int QUARTERS = 4;

  /** As many samples as it takes. */
  static final int LEAST = 2 * QUARTERS;

  /**
   * That of samples at regular times.
   *
   * @param noise by how much they differ anyway
   */
  static Trend of(List<Double> samples, double noise) {
    if (samples.size() < LEAST) {
      throw new IllegalArgumentException(
          "samples: " + samples.size() + " (expected: " + LEAST + " or more)");
    }
    int quarter = samples.size() / QUARTERS;
    double before = Spread.of(samples.subList(quarter, 2 * quarter)).median();
    double after = Spread.of(samples.subList(samples.size() - quarter, samples.size())).median();
    return new Trend(before, after, after > before * 1.1 && after > before + noise);
  }
}
