package io.galopin.bench.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that is observed over time.
 *
 * @param title with its unit
 * @param noise how much it varies without a trend
 * @param value reads it from a sample
 */
record Measure(String title, double noise, ToDoubleFunction<Sample> value) {

  /** All measures. Requests may grow; they are shown to explain the others. */
  static final List<Measure> ALL =
      List.of(
          new Measure("resident memory, MiB", 8, Sample::residentMiB),
          new Measure("descriptors", 16, Sample::descriptors),
          new Measure("threads", 4, Sample::threads),
          new Measure("calls of the control API, p99, ms", 20, Sample::controlMillis),
          new Measure("requests per second", Double.MAX_VALUE, Sample::requestsPerSecond));
}
