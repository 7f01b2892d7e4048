package io.galopin.scenario.result;

import io.galopin.scenario.model.Expectation.Metric;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What a probe saw in a part of a run. Latencies are those of the calls that were answered, in
 * milliseconds, and 0 if there were none.
 *
 * @param from in nanoseconds since the start
 * @param to the same; calls that were due then are no longer part of it
 * @param calls how many were due
 * @param errors how many of them failed
 * @param measured how many latencies there are
 */
public record Window(
    String probe,
    long from,
    long to,
    long calls,
    long errors,
    long measured,
    double p50,
    double p75,
    double p90,
    double p95,
    double p99,
    double p999,
    double max) {

  private static final double NANOS = 1e6;

  /** Sums up the samples of a probe that were due in a part of a run. */
  public static Window of(String probe, long from, long to, Collection<Sample> samples) {
    Meter meter = new Meter();
    for (Sample sample : samples) {
      if (sample.probe().equals(probe) && sample.due() >= from && sample.due() < to) {
        meter.add(sample);
      }
    }
    return meter.window(probe, from, to);
  }

  static Window of(String probe, long from, long to, long calls, long errors, Histogram histogram) {
    return new Window(
        probe,
        from,
        to,
        calls,
        errors,
        histogram.getTotalCount(),
        millis(histogram, Metric.P50),
        millis(histogram, Metric.P75),
        millis(histogram, Metric.P90),
        millis(histogram, Metric.P95),
        millis(histogram, Metric.P99),
        millis(histogram, Metric.P999),
        millis(histogram, Metric.MAX));
  }

  private static double millis(Histogram histogram, Metric metric) {
    return histogram.getValueAtPercentile(metric.percentile()) / NANOS;
  }

  /** The share of calls that failed, from 0 to 1; 0 without any. */
  public double errorShare() {
    return calls == 0 ? 0 : (double) errors / calls;
  }

  /** Returns a number; empty if there is nothing to take it from. */
  public OptionalDouble value(Metric metric) {
    if (metric == Metric.ERRORS) {
      return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of(errorShare());
    }
    return measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(latency(metric));
  }

  private double latency(Metric metric) {
    return switch (metric) {
      case P50 -> p50;
      case P75 -> p75;
      case P90 -> p90;
      case P95 -> p95;
      case P99 -> p99;
      case P999 -> p999;
      case MAX -> max;
      case ERRORS, FAULTS -> throw new IllegalArgumentException(metric + " is no latency");
    };
  }

  /** Returns it as JSON: times in seconds since the start, latencies in milliseconds. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("probe", probe);
    fields.put("from", from / 1e9);
    fields.put("to", to / 1e9);
    fields.put("calls", calls);
    fields.put("errors", errors);
    fields.put("measured", measured);
    for (Metric metric : Metric.values()) {
      if (metric.isLatency()) {
        fields.put(metric.word(), latency(metric));
      }
    }
    return fields;
  }
}
