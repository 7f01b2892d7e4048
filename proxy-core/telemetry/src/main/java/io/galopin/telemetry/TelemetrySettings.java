package io.galopin.telemetry;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is sent to a collector, and where it is.
 *
 * @param endpoint the address of OTLP over HTTP, {@code http} or {@code https}, without the paths
 *     of the signals
 * @param headers sent with each request; their values are secret
 * @param resource attributes of this process, such as {@code service.name}
 * @param traces whether there is a span for each exchange
 * @param metrics whether metrics are sent
 * @param tracesSample the share of traces, 0 to 1, that is sent of those that begin here
 * @param interval the time between two reports of metrics, positive
 */
public record TelemetrySettings(
    URI endpoint,
    Map<String, String> headers,
    Map<String, String> resource,
    boolean traces,
    boolean metrics,
    double tracesSample,
    Duration interval) {

  public TelemetrySettings {
    headers = Map.copyOf(headers);
    resource = Map.copyOf(resource);
    if (!(tracesSample >= 0 && tracesSample <= 1)) {
      throw new IllegalArgumentException("traces-sample: " + tracesSample + " (expected: 0 to 1)");
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: more than 0)");
    }
  }

  /** Returns the same settings with another attribute of this process. */
  public TelemetrySettings with(String name, String value) {
    Map<String, String> more = new HashMap<>(resource);
    more.put(name, value);
    return new TelemetrySettings(endpoint, headers, more, traces, metrics, tracesSample, interval);
  }

  /** Returns where a signal goes. */
  String path(String signal) {
    String base = endpoint.toString();
    return (base.endsWith("/") ? base : base + "/") + "v1/" + signal;
  }

  /** Without the values of headers. */
  @Override
  public String toString() {
    return "TelemetrySettings[endpoint="
        + endpoint
        + ", headers="
        + headers.keySet()
        + ", resource="
        + resource
        + ", traces="
        + traces
        + ", metrics="
        + metrics
        + ", tracesSample="
        + tracesSample
        + ", interval="
        + interval
        + "]";
  }
}
