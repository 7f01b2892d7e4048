package io.galopin.live;

import io.galopin.api.OptionException;
import java.time.Duration;

/**
 * How a proxy comes and goes: a cycle is one period in which it is up, and then one in which it is
 * down.
 *
 * @param mode what being down means
 * @param up how long it is up, 1 ms to a day
 * @param down how long it is down, 1 ms to a day
 * @param iterations how many cycles there are; 0 for no limit
 */
public record FlapPlan(Mode mode, Duration up, Duration down, long iterations) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** What being down means. */
  public enum Mode {
    /** Clients are refused, and open connections dropped. */
    REFUSE,
    /** Toxics act, which drop data and close connections after a time. */
    TIMEOUT
  }

  public FlapPlan {
    check("up", up);
    check("down", down);
    if (iterations < 0) {
      throw new OptionException("iterations", iterations, "0 or more");
    }
  }

  private static void check(String name, Duration period) {
    if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
      throw new OptionException(name, Stay.text(period), "1 ms to 1 d");
    }
  }

  /**
   * Returns when an edge is, counted from the start.
   *
   * @param edge 1 for the first time that it goes down, 2 for when it comes back, and so on
   */
  long nanos(long edge) {
    long whole = Math.multiplyExact(edge / 2, up.plus(down).toNanos());
    return edge % 2 == 0 ? whole : Math.addExact(whole, up.toNanos());
  }

  /** Whether this edge is the last: it is up again after the last cycle. */
  boolean isLast(long edge) {
    return iterations > 0 && edge == 2 * iterations;
  }
}
