package io.galopin.metrics;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of all proxies of one name, whatever their addresses. Thread-safe. */
final class ProxyCounts implements Reported {

  /** A method of a plugin. */
  record Hook(String plugin, String method) {}

  final String proxy;
  final Instant since = Instant.now();
  final AtomicLong open = new AtomicLong();
  final Tally accepted = new Tally();
  final Tally exchanges = new Tally();
  final Tally connectFailures = new Tally();
  final Map<String, Tally> faults = new ConcurrentHashMap<>();
  final Map<Hook, Tally> pluginFailures = new ConcurrentHashMap<>();
  final Timings upstreamLatency;
  final Timings addedLatency;

  ProxyCounts(String proxy, boolean sampled) {
    this.proxy = proxy;
    this.upstreamLatency = new Timings(sampled);
    this.addedLatency = new Timings(sampled);
  }

  void fault(String plugin) {
    Tally known = faults.get(plugin);
    // Only the first fault of each plugin may wait and allocate.
    (known != null ? known : faults.computeIfAbsent(plugin, first -> new Tally())).add(1);
  }

  void pluginFailed(String plugin, String method) {
    pluginFailures.computeIfAbsent(new Hook(plugin, method), first -> new Tally()).add(1);
  }

  @Override
  public void report(StatsdLines lines) {
    lines.gauge(open.get(), proxy, "connections_open");
    lines.counter(accepted.fresh(), proxy, "connections");
    lines.counter(exchanges.fresh(), proxy, "exchanges");
    lines.counter(connectFailures.fresh(), proxy, "upstream_connect_failures");
    faults.forEach((plugin, tally) -> lines.counter(tally.fresh(), proxy, "faults", plugin));
    pluginFailures.forEach(
        (hook, tally) ->
            lines.counter(tally.fresh(), proxy, "plugin_failures", hook.plugin(), hook.method()));
    upstreamLatency
        .samples()
        .ifPresent(samples -> lines.timings(samples.take(), proxy, "upstream_latency"));
    addedLatency
        .samples()
        .ifPresent(samples -> lines.timings(samples.take(), proxy, "added_latency"));
  }
}
