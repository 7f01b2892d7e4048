package io.galopin.metrics;

import io.galopin.api.Direction;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The metrics of proxies, in families as Prometheus sees them. The two for bytes have Toxiproxy's
 * names and labels. The text format adds {@code _total} to the names of counters.
 */
final class ProxyFamilies {

  private ProxyFamilies() {}

  /** Returns the current values of {@code counts}. */
  static List<MetricSnapshot> of(Counts counts) {
    List<ProxyCounts> proxies = counts.proxies();
    return List.of(
        bytes(
            "toxiproxy_proxy_received_bytes",
            "Bytes read from clients (upstream) and from the backend (downstream)",
            counts,
            ByteCounts::received),
        bytes(
            "toxiproxy_proxy_sent_bytes",
            "Bytes written to the backend (upstream) and to clients (downstream)",
            counts,
            ByteCounts::sent),
        open(proxies),
        counter(
            "galopin_connections", "Clients accepted", proxies, proxy -> proxy.accepted.total()),
        counter("galopin_exchanges", "Exchanges begun", proxies, proxy -> proxy.exchanges.total()),
        counter(
            "galopin_upstream_connect_failures",
            "Connections that could not reach the backend",
            proxies,
            proxy -> proxy.connectFailures.total()),
        faults(proxies),
        pluginFailures(proxies),
        histogram(
            "galopin_upstream_latency_seconds",
            "Time from forwarding a request to the first byte of its reply",
            proxies,
            proxy -> proxy.upstreamLatency),
        histogram(
            "galopin_added_latency_seconds",
            "Delays that behaviors added to requests and replies",
            proxies,
            proxy -> proxy.addedLatency));
  }

  private static MetricSnapshot bytes(
      String name, String help, Counts counts, BiFunction<ByteCounts, Direction, Tally> tally) {
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
    for (ByteCounts bytes : counts.bytes()) {
      for (Direction direction : Direction.values()) {
        Addresses between = bytes.between;
        family.dataPoint(
            point(
                tally.apply(bytes, direction).total(),
                Labels.of(
                    "direction", direction.name().toLowerCase(Locale.ROOT),
                    "proxy", between.proxy(),
                    "listener", between.listener(),
                    "upstream", between.upstream())));
      }
    }
    return family.build();
  }

  private static CounterDataPointSnapshot point(long value, Labels labels) {
    return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
  }

  private static MetricSnapshot open(List<ProxyCounts> proxies) {
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder().name("galopin_connections_open").help("Connections open now");
    for (ProxyCounts proxy : proxies) {
      family.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value((double) proxy.open.get())
              .labels(labels(proxy))
              .build());
    }
    return family.build();
  }

  private static MetricSnapshot counter(
      String name, String help, List<ProxyCounts> proxies, ToLongFunction<ProxyCounts> value) {
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
    for (ProxyCounts proxy : proxies) {
      family.dataPoint(point(value.applyAsLong(proxy), labels(proxy)));
    }
    return family.build();
  }

  private static MetricSnapshot faults(List<ProxyCounts> proxies) {
    CounterSnapshot.Builder family =
        CounterSnapshot.builder()
            .name("galopin_faults")
            .help("Faults that behaviors and toxics injected");
    for (ProxyCounts proxy : proxies) {
      proxy.faults.forEach(
          (plugin, tally) ->
              family.dataPoint(
                  point(tally.total(), Labels.of("proxy", proxy.proxy, "plugin", plugin))));
    }
    return family.build();
  }

  private static MetricSnapshot pluginFailures(List<ProxyCounts> proxies) {
    CounterSnapshot.Builder family =
        CounterSnapshot.builder()
            .name("galopin_plugin_failures")
            .help("Calls of plugins that threw, returned nonsense or did not return");
    for (ProxyCounts proxy : proxies) {
      proxy.pluginFailures.forEach(
          (hook, tally) ->
              family.dataPoint(
                  point(
                      tally.total(),
                      Labels.of(
                          "proxy", proxy.proxy, "plugin", hook.plugin(), "hook", hook.method()))));
    }
    return family.build();
  }

  private static MetricSnapshot histogram(
      String name, String help, List<ProxyCounts> proxies, Function<ProxyCounts, Timings> timings) {
    HistogramSnapshot.Builder family = HistogramSnapshot.builder().name(name).help(help);
    for (ProxyCounts proxy : proxies) {
      family.dataPoint(timings.apply(proxy).snapshot(labels(proxy)));
    }
    return family.build();
  }

  private static Labels labels(ProxyCounts proxy) {
    return Labels.of("proxy", proxy.proxy);
  }
}
