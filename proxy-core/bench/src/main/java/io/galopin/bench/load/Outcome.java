package io.galopin.bench.load;

import org.HdrHistogram.Histogram;

/**
 * The result of a load.
 *
 * @param perSecond answered requests per second
 * @param nanos how long each took
 */
public record Outcome(double perSecond, Histogram nanos) {

  /** Returns a percentile in microseconds. */
  public double micros(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e3;
  }

  /** Returns a percentile in milliseconds. */
  public double millis(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
