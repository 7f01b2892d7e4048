package io.galopin.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a load measured.
 *
 * @param perSecond requests that were answered
 * @param nanos how long each took
 */
public record Outcome(double perSecond, Histogram nanos) {

  /** Microseconds at a percentile. */
  public double micros(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e3;
  }

  /** Milliseconds at a percentile. */
  public double millis(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
