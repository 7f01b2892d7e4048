package io.galopin.engine.journal;

import io.galopin.api.Decision;
import io.galopin.api.Direction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ordered record of faults and troubles. Bounded in number and in memory: the oldest entries go
 * first. Thread-safe; an entry is written in a few hundred nanoseconds and never waits.
 */
public final class Journal {

  /** Where an entry comes from. */
  public enum Origin {
    /** A behavior or toxic did it, on purpose. */
    INJECTED,
    /** The network, a peer or the proxy's own limits did it. */
    NETWORK,
    /** The proxy itself, or a plugin in it, failed. No rule or toxic caused it. */
    PROXY,
    /** No event: the counts of a rule, written when it is removed. */
    SUMMARY,
    /** No fault: the time of a change is over, and it was undone. */
    END,
    /** No fault: plugins were loaded, replaced or removed. The entry has no proxy. */
    PLUGINS
  }

  /**
   * What a behavior decided, so that a replay can repeat it.
   *
   * @param hook the hook at which it was decided
   * @param decision a delay, or an action
   */
  public record Done(Hook hook, Decision decision) {}

  /**
   * One entry. It exposes the properties of its event, whatever its kind.
   *
   * @param number 1, 2, 3 … in the order of writing
   * @param time when it was written
   * @param proxy the proxy's name
   * @param event what happened
   */
  public record Entry(long number, Instant time, String proxy, Event event) {

    /** Returns where it comes from. */
    public Origin origin() {
      return event.kind().origin();
    }

    /** The connection's ordinal; 0 if it belongs to none. */
    public long connection() {
      return event.connection();
    }

    /**
     * The exchange's ordinal; 0 for the opening of a connection or, without a request, if it
     * belongs to none.
     */
    public long exchange() {
      return event.exchange().ordinal();
    }

    /** See {@link ExchangeRef#layer}. */
    public String layer() {
      return event.exchange().layer();
    }

    /** Returns the direction of the link; null if there is none. */
    public @Nullable Direction direction() {
      return event.direction();
    }

    /** Returns the rule's name; empty for no rule or a plain mix. */
    public String rule() {
      return event.rule();
    }

    /** Returns the key of that rule's draws; empty if it is the name. */
    public String ruleKey() {
      return event.ruleKey();
    }

    /** The behavior or toxic; empty if none. */
    public String plugin() {
      return event.plugin();
    }

    /** Returns what was done, in words. */
    public String decision() {
      return event.decision();
    }

    /** See {@link ExchangeRef#request}; of a summary, the rule. */
    public String request() {
      return event.exchange().request();
    }

    /** See {@link ExchangeRef#identity}. */
    public String identity() {
      return event.exchange().identity();
    }

    /** See {@link ExchangeRef#digest}. */
    public String digest() {
      return event.exchange().digest();
    }

    /** The same as {@link #decision}, for a replay; null if no behavior did it. */
    public @Nullable Done done() {
      return event.done();
    }
  }

  /** How many entries are read at a time, because writers wait meanwhile. */
  private static final int STRETCH = 64;

  private static final long MOST_BYTES = 16L << 20;

  /**
   * How many entries there have been.
   *
   * @param written of all kinds
   * @param injected how many of these are of {@link Origin#INJECTED}
   */
  public record Count(long written, long injected) {}

  private final Clock clock;
  private final JournalRing ring;
  private long injected;

  /**
   * A journal that keeps the last {@code capacity} entries, or fewer if they take more than 16 MiB
   * or an eighth of the maximum heap.
   */
  public Journal(Clock clock, int capacity) {
    this(clock, capacity, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8));
  }

  Journal(Clock clock, int capacity, long mostBytes) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
    }
    this.clock = clock;
    this.ring = new JournalRing(capacity, mostBytes);
  }

  /** Writes down what happened at a proxy. */
  public synchronized void write(String proxy, Event event) {
    if (event.kind().origin() == Origin.INJECTED) {
      injected++;
    }
    ring.add(new Entry(ring.written() + 1, clock.instant(), proxy, event));
  }

  /**
   * Returns the entries with a number above {@code number}, oldest first, without a gap, at most
   * {@code limit} of them.
   */
  public List<Entry> after(long number, int limit) {
    List<Entry> after = new ArrayList<>();
    long last = number;
    while (after.size() < limit) {
      int before = after.size();
      synchronized (this) {
        if (before > 0 && ring.letGo() > last) {
          break;
        }
        ring.collect(last, (int) Math.min(limit, (long) before + STRETCH), after);
      }
      if (after.size() == before) {
        break;
      }
      last = after.get(after.size() - 1).number();
    }
    return Collections.unmodifiableList(after);
  }

  /** How many entries were ever written. */
  public synchronized long written() {
    return ring.written();
  }

  /** How many entries were ever written, and how many of them are faults. */
  public synchronized Count count() {
    return new Count(ring.written(), injected);
  }

  /** Returns how many of the oldest entries it has discarded. */
  public synchronized long letGo() {
    return ring.letGo();
  }
}
