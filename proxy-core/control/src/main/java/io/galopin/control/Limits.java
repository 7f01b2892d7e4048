package io.galopin.control;

import io.galopin.engine.descriptor.Descriptors;
import java.time.Duration;

/**
 * What callers may take of the server. Immutable.
 *
 * @param connections how many there may be at a time
 * @param head how long a new connection has to send the head of its first call
 * @param body how long the body of a call may come, from its head on
 * @param idle how long a connection may wait for its next call, and how long nothing may move on it
 */
record Limits(int connections, Duration head, Duration body, Duration idle) {

  /** As many connections as descriptors are kept free for. */
  static Limits ofThisProcess() {
    return new Limits(
        Descriptors.ofThisProcess().forCalls(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60));
  }

  /** How often there is a look at what takes too long. */
  Duration look() {
    long shortest = Math.min(head.toMillis(), Math.min(body.toMillis(), idle.toMillis()));
    return Duration.ofMillis(Math.max(10, shortest / 10));
  }
}
