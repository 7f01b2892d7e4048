package io.galopin.engine.rule;

import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Trigger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * On which connections a toxic may act, and when. The calls of its trigger are the matching
 * connections that are accepted after it was set. Immutable except for its counters; thread-safe.
 */
public final class Scope {

  private static final long NOT_YET = Long.MIN_VALUE;

  private final Condition when;
  private final Trigger trigger;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong startedAt = new AtomicLong(NOT_YET);

  /**
   * Creates a scope with all counters at 0.
   *
   * @param when the condition on connections: on their client's address and their ordinal
   * @param trigger on which matching connections, and when
   */
  public Scope(Condition when, Trigger trigger) {
    this.when = when;
    this.trigger = trigger;
  }

  /** Returns a scope of all connections at all times. */
  public static Scope all() {
    return new Scope(Condition.always(), Trigger.ALWAYS);
  }

  /** Returns the condition on connections. */
  public Condition when() {
    return when;
  }

  /** Returns on which matching connections, and when. */
  public Trigger trigger() {
    return trigger;
  }

  /** Whether {@code other} covers the same connections and times; counters are not compared. */
  public boolean isSameAs(Scope other) {
    return when.toString().equals(other.when.toString()) && trigger.equals(other.trigger);
  }

  /** Starts the scope at {@code now}, in the loops' time; later calls have no effect. */
  public void start(long now) {
    startedAt.compareAndSet(NOT_YET, now);
  }

  /** Returns when the toxic was set. */
  long startedAt() {
    return startedAt.get();
  }

  /**
   * Whether it covers a connection.
   *
   * @param connection the facts about the connection
   * @param acceptedAt when it was accepted, in its loop's time
   */
  public boolean concerns(Facts connection, long acceptedAt) {
    return when.holds(connection) && (!countsConnections() || acceptedAt - startedAt() >= 0);
  }

  /**
   * Counts a call of the trigger for a connection that this {@link #concerns}; call it once per
   * connection. Returns whether the toxic may ever act on it.
   */
  public boolean takeCall() {
    return !trigger.counts() || trigger.acts(countsConnections() ? calls.incrementAndGet() : 1);
  }

  private boolean countsConnections() {
    return trigger.counts() && !trigger.perConnection();
  }

  /** Returns how long the trigger's time has run for a connection, in nanoseconds. */
  public long elapsed(long acceptedAt, long now) {
    return now - (trigger.perConnection() ? acceptedAt : startedAt());
  }
}
