package io.galopin.bench.report;

import java.util.List;

/** The smallest, median and largest value of several rounds. */
public record Spread(double least, double median, double most) {

  /**
   * Returns the spread of one or more samples in any order. If their number is even, the median is
   * the mean of the two in the middle.
   */
  public static Spread of(List<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("samples: none (expected: at least one)");
    }
    List<Double> sorted = samples.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }
}
