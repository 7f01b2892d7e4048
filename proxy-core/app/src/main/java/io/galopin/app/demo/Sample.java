package io.galopin.app.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * One request of the demo and its outcome.
 *
 * @param number 1, 2, 3 … in order of sending
 * @param status of the reply
 * @param latency from sending the request to the end of the reply, as the client saw it
 * @param fault the fault that the journal has for it, if any
 */
record Sample(int number, int status, Duration latency, Optional<String> fault) {

  /** The label that the http protocol gives to the request with this number. */
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
