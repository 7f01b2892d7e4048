package io.galopin.metrics;

import io.galopin.metrics.Measured.Distribution;
import io.galopin.metrics.Measured.Point;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/**
 * The metrics of proxies, in families as Prometheus sees them. The two for bytes have Toxiproxy's
 * names and labels. The text format adds {@code _total} to the names of counters.
 */
final class ProxyFamilies {

  private ProxyFamilies() {}

  /** Returns the current values of {@code counts}. */
  static List<MetricSnapshot> of(Counts counts) {
    return Readings.of(counts.proxies(), counts.bytes()).stream()
        .map(ProxyFamilies::family)
        .toList();
  }

  private static String name(Measure measure) {
    return switch (measure) {
      case RECEIVED_BYTES -> "toxiproxy_proxy_received_bytes";
      case SENT_BYTES -> "toxiproxy_proxy_sent_bytes";
      case CONNECTIONS_OPEN -> "galopin_connections_open";
      case CONNECTIONS -> "galopin_connections";
      case EXCHANGES -> "galopin_exchanges";
      case UPSTREAM_CONNECT_FAILURES -> "galopin_upstream_connect_failures";
      case FAULTS -> "galopin_faults";
      case PLUGIN_FAILURES -> "galopin_plugin_failures";
      case UPSTREAM_LATENCY -> "galopin_upstream_latency_seconds";
      case ADDED_LATENCY -> "galopin_added_latency_seconds";
    };
  }

  private static MetricSnapshot family(Measured measured) {
    return switch (measured.measure().kind()) {
      case COUNT -> counter(measured);
      case LEVEL -> gauge(measured);
      case DURATIONS -> histogram(measured);
    };
  }

  private static MetricSnapshot counter(Measured measured) {
    CounterSnapshot.Builder family =
        CounterSnapshot.builder()
            .name(name(measured.measure()))
            .help(measured.measure().description());
    for (Point point : measured.points()) {
      family.dataPoint(
          CounterDataPointSnapshot.builder()
              .value((double) point.value())
              .labels(labels(point))
              .build());
    }
    return family.build();
  }

  private static MetricSnapshot gauge(Measured measured) {
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder()
            .name(name(measured.measure()))
            .help(measured.measure().description());
    for (Point point : measured.points()) {
      family.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value((double) point.value())
              .labels(labels(point))
              .build());
    }
    return family.build();
  }

  private static MetricSnapshot histogram(Measured measured) {
    HistogramSnapshot.Builder family =
        HistogramSnapshot.builder()
            .name(name(measured.measure()))
            .help(measured.measure().description());
    for (Point point : measured.points()) {
      family.dataPoint(snapshot(point.durations(), labels(point)));
    }
    return family.build();
  }

  static HistogramDataPointSnapshot snapshot(Distribution durations, Labels labels) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(durations.bounds(), durations.counts()))
        .sum(durations.sum())
        .build();
  }

  private static Labels labels(Point point) {
    List<Map.Entry<String, String>> all = List.copyOf(point.labels().entrySet());
    return Labels.of(
        all.stream().map(Map.Entry::getKey).toArray(String[]::new),
        all.stream().map(Map.Entry::getValue).toArray(String[]::new));
  }
}
