package io.galopin.metrics;

import java.util.Optional;

/**
 * What is counted and for whom.
 *
 * @param proxies whether Prometheus sees what happens at proxies
 * @param runtime whether it sees how the JVM and its process are
 * @param statsd where counts and timings of proxies are sent; empty: nowhere
 */
public record MetricsSettings(boolean proxies, boolean runtime, Optional<StatsdSettings> statsd) {

  /** Counts nothing. */
  public static MetricsSettings none() {
    return new MetricsSettings(false, false, Optional.empty());
  }
}
