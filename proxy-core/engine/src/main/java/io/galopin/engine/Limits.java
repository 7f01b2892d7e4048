package io.galopin.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Times and sizes of a proxy's connections. Immutable.
 *
 * @param connectTimeout the longest that connecting to the backend may take, all its addresses
 *     together
 * @param idleTimeout after how long without traffic a connection is closed; time in which a rule or
 *     a toxic holds its bytes does not count; empty: never
 * @param poolSize the most connections to the backend at a time; empty: no limit
 * @param poolTimeout how long a client waits for a place in the pool before it is closed
 * @param backlog how many connections the platform queues before they are accepted; empty: its
 *     default
 * @param readBytes the most bytes to read from a socket at a time; empty: automatic
 */
public record Limits(
    Duration connectTimeout,
    Optional<Duration> idleTimeout,
    OptionalInt poolSize,
    Duration poolTimeout,
    OptionalInt backlog,
    OptionalInt readBytes) {

  private static final Limits DEFAULTS =
      new Limits(
          Duration.ofSeconds(30),
          Optional.empty(),
          OptionalInt.empty(),
          Duration.ofSeconds(30),
          OptionalInt.empty(),
          OptionalInt.empty());

  /** Returns 30 seconds for connecting and for the pool, and no other limit. */
  public static Limits defaults() {
    return DEFAULTS;
  }
}
