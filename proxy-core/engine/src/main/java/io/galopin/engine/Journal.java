package io.galopin.engine;

import io.galopin.api.Direction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The ordered record of faults, and of what the network did to a proxy. Bounded: the oldest entries
 * go first. Thread-safe; an entry is written in a few hundred nanoseconds and never waits.
 */
public final class Journal {

  /** Where an entry comes from. */
  public enum Origin {
    /** A behavior or toxic did it, on purpose. */
    INJECTED,
    /** The network, a peer or the proxy's own limits did it. */
    NETWORK
  }

  /**
   * One entry.
   *
   * @param number 1, 2, 3 … in the order of writing
   * @param time when it was written
   * @param origin whether it was meant
   * @param proxy the proxy's name
   * @param connection the connection's ordinal
   * @param exchange the exchange's ordinal; 0 if it belongs to none
   * @param direction on which link
   * @param plugin the behavior or toxic; empty if none
   * @param decision what was done: {@code delay 2 s}, {@code fail 503}
   * @param request what the protocol says the request was: {@code GET /a}; empty if there was none
   */
  public record Entry(
      long number,
      Instant time,
      Origin origin,
      String proxy,
      long connection,
      long exchange,
      Direction direction,
      String plugin,
      String decision,
      String request) {}

  private final Clock clock;
  private final int capacity;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long written;

  /** A journal that keeps the last {@code capacity} entries. */
  public Journal(Clock clock, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
    }
    this.clock = clock;
    this.capacity = capacity;
  }

  synchronized void write(
      Origin origin,
      String proxy,
      long connection,
      long exchange,
      Direction direction,
      String plugin,
      String decision,
      String request) {
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(
        new Entry(
            ++written,
            clock.instant(),
            origin,
            proxy,
            connection,
            exchange,
            direction,
            plugin,
            decision,
            request));
  }

  /**
   * The entries with a number above {@code number}, oldest first, at most {@code limit} of them.
   */
  public synchronized List<Entry> after(long number, int limit) {
    long oldest = written - entries.size() + 1;
    return entries.stream().skip(Math.max(0, number + 1 - oldest)).limit(limit).toList();
  }

  /** How many entries were ever written. */
  public synchronized long written() {
    return written;
  }

  /** How many of the oldest entries it has let go. */
  public synchronized long letGo() {
    return written - entries.size();
  }
}
