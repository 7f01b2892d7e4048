package io.galopin.control;

import io.galopin.engine.descriptor.Descriptors;
import java.time.Duration;

/**
 * How much callers may take of the server. Immutable.
 *
 * @param connections how many there may be at once
 * @param head how long a new connection may take to send the head of its first call
 * @param body how long the body of a call may take, from its head on
 * @param idle how long a connection may wait for its next call, or be without any progress
 */
record Limits(int connections, Duration head, Duration body, Duration idle) {

  /** Allows as many connections as there are descriptors reserved. */
  static Limits ofThisProcess() {
    return new Limits(
        Descriptors.ofThisProcess().forCalls(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60));
  }

  /** How often to look for what takes too long. */
  Duration look() {
    long shortest = Math.min(head.toMillis(), Math.min(body.toMillis(), idle.toMillis()));
    return Duration.ofMillis(Math.max(10, shortest / 10));
  }
}
