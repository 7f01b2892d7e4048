package io.galopin.telemetry;

import io.galopin.metrics.Measure;
import io.galopin.metrics.Measured;
import io.galopin.metrics.Measured.Point;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The counts of proxies as OpenTelemetry's metrics. The conventions have none for what a proxy
 * counts, so all names begin with {@code galopin}. Totals go on from the beginning.
 */
final class MetricForm {

  private final Resource resource;
  private final InstrumentationScopeInfo scope;
  private final LongSupplier lostSpans;
  private final Instant began = Instant.now();

  /**
   * Creates a form.
   *
   * @param lostSpans returns how many spans were lost
   */
  MetricForm(Resource resource, InstrumentationScopeInfo scope, LongSupplier lostSpans) {
    this.resource = resource;
    this.scope = scope;
    this.lostSpans = lostSpans;
  }

  /**
   * Returns the metrics that have values.
   *
   * @param now when they were read
   */
  List<MetricData> metrics(List<Measured> read, Instant now) {
    List<MetricData> metrics = new ArrayList<>();
    for (Measured measured : read) {
      if (!measured.points().isEmpty()) {
        metrics.add(metric(measured, now));
      }
    }
    LongPointData lost =
        LongPointData.create(
            SpanForm.nanos(began), SpanForm.nanos(now), Attributes.empty(), lostSpans.getAsLong());
    metrics.add(
        metric(
            "galopin.spans.lost",
            "Spans that did not get to the collector",
            "{span}",
            MetricDataType.LONG_SUM,
            SumData.createLongSumData(true, AggregationTemporality.CUMULATIVE, List.of(lost))));
    return metrics;
  }

  private MetricData metric(Measured measured, Instant now) {
    Measure measure = measured.measure();
    boolean durations = measure.kind() == Measure.Kind.DURATIONS;
    return metric(
        name(measure),
        measure.description(),
        unit(measure),
        durations ? MetricDataType.HISTOGRAM : MetricDataType.LONG_SUM,
        durations ? histogram(measured, now) : sum(measured, now));
  }

  private MetricData metric(
      String name, String description, String unit, MetricDataType type, Data<?> data) {
    return new Metric(resource, scope, name, description, unit, type, data);
  }

  static String name(Measure measure) {
    return switch (measure) {
      case RECEIVED_BYTES -> "galopin.received";
      case SENT_BYTES -> "galopin.sent";
      case CONNECTIONS_OPEN -> "galopin.connections.open";
      case CONNECTIONS -> "galopin.connections";
      case EXCHANGES -> "galopin.exchanges";
      case UPSTREAM_CONNECT_FAILURES -> "galopin.upstream.connect.failures";
      case FAULTS -> "galopin.faults";
      case PLUGIN_FAILURES -> "galopin.plugin.failures";
      case UPSTREAM_LATENCY -> "galopin.upstream.latency";
      case ADDED_LATENCY -> "galopin.added.latency";
    };
  }

  private static String unit(Measure measure) {
    return switch (measure) {
      case RECEIVED_BYTES, SENT_BYTES -> "By";
      case CONNECTIONS_OPEN, CONNECTIONS -> "{connection}";
      case EXCHANGES -> "{exchange}";
      case UPSTREAM_CONNECT_FAILURES, PLUGIN_FAILURES -> "{failure}";
      case FAULTS -> "{fault}";
      case UPSTREAM_LATENCY, ADDED_LATENCY -> "s";
    };
  }

  private static Data<?> sum(Measured measured, Instant now) {
    return SumData.createLongSumData(
        measured.measure().kind() == Measure.Kind.COUNT,
        AggregationTemporality.CUMULATIVE,
        measured.points().stream()
            .map(
                point ->
                    LongPointData.create(
                        SpanForm.nanos(point.since()),
                        SpanForm.nanos(now),
                        attributes(point),
                        point.value()))
            .toList());
  }

  private static Data<?> histogram(Measured measured, Instant now) {
    return HistogramData.create(
        AggregationTemporality.CUMULATIVE,
        measured.points().stream().map(point -> durations(point, now)).toList());
  }

  private static HistogramPointData durations(Point point, Instant now) {
    List<Double> bounds = point.durations().bounds();
    return HistogramPointData.create(
        SpanForm.nanos(point.since()),
        SpanForm.nanos(now),
        attributes(point),
        point.durations().sum(),
        false,
        0,
        false,
        0,
        // The last is infinite here and understood there.
        bounds.subList(0, bounds.size() - 1),
        point.durations().counts());
  }

  private static Attributes attributes(Point point) {
    AttributesBuilder attributes = Attributes.builder();
    point.labels().forEach((label, value) -> attributes.put("galopin." + label, value));
    return attributes.build();
  }
}
