package io.galopin.app.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one request of the demo.
 *
 * @param number 1, 2, 3 … in order of sending
 * @param status of the reply
 * @param latency from sending the request to the end of the reply, as the client saw it
 * @param fault what the journal says was done to it; empty if it is not in the journal
 */
record Sample(int number, int status, Duration latency, Optional<String> fault) {

  /** What the http protocol calls the request with this number. */
  static String label(int number) {
    return "GET /" + number;
  }

  String label() {
    return label(number);
  }

  boolean touched() {
    return fault.isPresent();
  }

  double millis() {
    return latency.toNanos() / 1e6;
  }
}
