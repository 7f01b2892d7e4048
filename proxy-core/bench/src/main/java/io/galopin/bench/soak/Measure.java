package io.galopin.bench.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is looked at over time.
 *
 * @param title with its unit
 * @param noise by how much it differs anyway
 * @param value that of a sample
 */
record Measure(String title, double noise, ToDoubleFunction<Sample> value) {

  /** All of them. That of requests may grow; it shows with what the others came. */
  static final List<Measure> ALL =
      List.of(
          new Measure("resident memory, MiB", 8, Sample::residentMiB),
          new Measure("descriptors", 16, Sample::descriptors),
          new Measure("threads", 4, Sample::threads),
          new Measure("calls of the control API, p99, ms", 20, Sample::controlMillis),
          new Measure("requests per second", Double.MAX_VALUE, Sample::requestsPerSecond));
}
