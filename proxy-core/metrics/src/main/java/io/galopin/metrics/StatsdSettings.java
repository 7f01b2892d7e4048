package io.galopin.metrics;

/**
 * The address of a statsd server, and what is sent to it.
 *
 * @param host its name or address; a name is looked up repeatedly while running
 * @param port its UDP port, 1 to 65535
 * @param prefix the beginning of each metric's name, without a dot at the end; may be empty
 * @param sampleRate the share of timings that is sent, from 0 to 1; counts are always complete
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
