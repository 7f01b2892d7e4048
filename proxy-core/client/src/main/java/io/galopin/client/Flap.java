package io.galopin.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How a proxy comes and goes: it is up for a time, then down for a time, and so on.
 *
 * @param mode what being down means
 * @param up how long it is up, from 1 ms to a day
 * @param down how long it is down, from 1 ms to a day
 * @param timeout when connections are closed whose data is dropped, with {@link Mode#TIMEOUT}
 * @param direction whose data is dropped then; empty for both
 */
public record Flap(
    Mode mode, Duration up, Duration down, Duration timeout, Optional<Direction> direction) {

  /** What being down means. */
  public enum Mode {
    /** Clients are refused, and open connections dropped. */
    REFUSE,
    /** All data is dropped, and connections are closed after a time. */
    TIMEOUT
  }

  /** Refuses clients in the periods in which the proxy is down. */
  public static Flap refusing(Duration up, Duration down) {
    return new Flap(Mode.REFUSE, up, down, Duration.ofSeconds(30), Optional.empty());
  }
}
