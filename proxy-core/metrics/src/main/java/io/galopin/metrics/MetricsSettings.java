package io.galopin.metrics;

import java.util.Optional;

/**
 * What is counted, and for whom.
 *
 * @param proxies whether Prometheus sees the metrics of proxies
 * @param runtime whether Prometheus sees the metrics of the JVM and its process
 * @param statsd the server that gets the counts and timings of proxies; empty for none
 * @param read whether somebody calls {@link Metrics#read} again and again
 */
public record MetricsSettings(
    boolean proxies, boolean runtime, Optional<StatsdSettings> statsd, boolean read) {

  /** Settings for those who do not call {@link Metrics#read}. */
  public MetricsSettings(boolean proxies, boolean runtime, Optional<StatsdSettings> statsd) {
    this(proxies, runtime, statsd, false);
  }

  /** Returns the same settings for somebody who calls {@link Metrics#read} again and again. */
  public MetricsSettings withReader() {
    return new MetricsSettings(proxies, runtime, statsd, true);
  }

  /** Returns settings that count nothing. */
  public static MetricsSettings none() {
    return new MetricsSettings(false, false, Optional.empty());
  }
}
