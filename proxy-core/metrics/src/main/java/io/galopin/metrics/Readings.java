package io.galopin.metrics;

import io.galopin.api.Direction;
import io.galopin.metrics.Measured.Distribution;
import io.galopin.metrics.Measured.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads counts, measure by measure, for all who show them. Used by one thread. */
final class Readings {

  private static final String PROXY = "proxy";

  private final Map<Measure, List<Point>> points = new EnumMap<>(Measure.class);

  private Readings() {
    Arrays.stream(Measure.values()).forEach(each -> points.put(each, new ArrayList<>()));
  }

  /** Returns the current values, in the order of measures. */
  static List<Measured> of(List<ProxyCounts> proxies, List<ByteCounts> bytes) {
    Readings readings = new Readings();
    bytes.forEach(readings::read);
    proxies.forEach(readings::read);
    List<Measured> all = new ArrayList<>();
    readings.points.forEach((measure, each) -> all.add(new Measured(measure, each)));
    return all;
  }

  private void read(ByteCounts bytes) {
    for (Direction direction : Direction.values()) {
      Map<String, String> labels =
          Map.of(
              "direction",
              direction.name().toLowerCase(Locale.ROOT),
              PROXY,
              bytes.between.proxy(),
              "listener",
              bytes.between.listener(),
              "upstream",
              bytes.between.upstream());
      add(
          Measure.RECEIVED_BYTES,
          new Point(labels, bytes.since, bytes.received(direction).total(), Distribution.NONE));
      add(
          Measure.SENT_BYTES,
          new Point(labels, bytes.since, bytes.sent(direction).total(), Distribution.NONE));
    }
  }

  private void read(ProxyCounts proxy) {
    Map<String, String> labels = Map.of(PROXY, proxy.proxy);
    number(Measure.CONNECTIONS_OPEN, proxy, labels, proxy.open.get());
    number(Measure.CONNECTIONS, proxy, labels, proxy.accepted.total());
    number(Measure.EXCHANGES, proxy, labels, proxy.exchanges.total());
    number(Measure.UPSTREAM_CONNECT_FAILURES, proxy, labels, proxy.connectFailures.total());
    proxy.faults.forEach(
        (plugin, tally) ->
            number(
                Measure.FAULTS,
                proxy,
                Map.of(PROXY, proxy.proxy, "plugin", plugin),
                tally.total()));
    proxy.pluginFailures.forEach(
        (hook, tally) ->
            number(
                Measure.PLUGIN_FAILURES,
                proxy,
                Map.of(PROXY, proxy.proxy, "plugin", hook.plugin(), "hook", hook.method()),
                tally.total()));
    durations(Measure.UPSTREAM_LATENCY, proxy, labels, proxy.upstreamLatency);
    durations(Measure.ADDED_LATENCY, proxy, labels, proxy.addedLatency);
  }

  private void number(Measure measure, ProxyCounts proxy, Map<String, String> labels, long value) {
    add(measure, new Point(labels, proxy.since, value, Distribution.NONE));
  }

  private void durations(
      Measure measure, ProxyCounts proxy, Map<String, String> labels, Timings timings) {
    Distribution now = timings.distribution();
    add(measure, new Point(labels, proxy.since, now.total(), now));
  }

  private void add(Measure measure, Point point) {
    points.computeIfAbsent(measure, first -> new ArrayList<>()).add(point);
  }
}
