package io.galopin.metrics;

import java.util.Optional;

/**
 * What is counted, and for whom.
 *
 * @param proxies whether Prometheus sees the metrics of proxies
 * @param runtime whether Prometheus sees the metrics of the JVM and its process
 * @param statsd the server that gets the counts and timings of proxies; empty for none
 */
public record MetricsSettings(boolean proxies, boolean runtime, Optional<StatsdSettings> statsd) {

  /** Returns settings that count nothing. */
  public static MetricsSettings none() {
    return new MetricsSettings(false, false, Optional.empty());
  }
}
