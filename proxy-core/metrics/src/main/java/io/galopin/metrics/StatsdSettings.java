package io.galopin.metrics;

/**
 * Where a statsd server is and what it is told.
 *
 * @param host its name or address; looked up while running, again and again
 * @param port its UDP port, 1 to 65535
 * @param prefix what the name of each metric begins with, without a dot at the end; may be empty
 * @param sampleRate the part of all timings that is sent, 0 to 1; counts are always complete
 */
public record StatsdSettings(String host, int port, String prefix, double sampleRate) {

  public StatsdSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    if (!(sampleRate >= 0 && sampleRate <= 1)) {
      throw new IllegalArgumentException("sample rate: " + sampleRate + " (expected: 0 to 1)");
    }
  }
}
