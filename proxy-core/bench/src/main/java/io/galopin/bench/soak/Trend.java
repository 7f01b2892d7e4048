package io.galopin.bench.soak;

import io.galopin.bench.report.Spread;
import java.util.List;

/**
 * Whether something grows: compares the median of the last quarter of the samples with that of the
 * second quarter. The first quarter is left out, because everything grows in it.
 *
 * @param before the median of the second quarter
 * @param after the median of the last
 * @param grows whether it has grown by more than a tenth and by more than the noise
 */
record Trend(double before, double after, boolean grows) {

  private static final int QUARTERS = 4;

  /** The smallest number of samples that is enough. */
  static final int LEAST = 2 * QUARTERS;

  /**
   * Returns the trend of samples taken at regular intervals.
   *
   * @param noise how much they vary without a trend
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
