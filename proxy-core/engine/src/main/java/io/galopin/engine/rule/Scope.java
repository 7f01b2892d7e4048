package io.galopin.engine.rule;

import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Trigger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * On which connections a toxic may act, and when. The calls of its trigger are the connections that
 * match and are accepted after it was set. Immutable but for what it counts; thread-safe.
 */
public final class Scope {

  private static final long NOT_YET = Long.MIN_VALUE;

  private final Condition when;
  private final Trigger trigger;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong startedAt = new AtomicLong(NOT_YET);

  /**
   * A scope that has counted nothing yet.
   *
   * @param when which connections it is about: of their client's address and ordinal
   * @param trigger on which of them, and when
   */
  public Scope(Condition when, Trigger trigger) {
    this.when = when;
    this.trigger = trigger;
  }

  /** On all connections, at all times. */
  public static Scope all() {
    return new Scope(Condition.always(), Trigger.ALWAYS);
  }

  /** Which connections it is about. */
  public Condition when() {
    return when;
  }

  /** On which of them, and when. */
  public Trigger trigger() {
    return trigger;
  }

  /** Whether {@code other} is about the same connections and times; counts aside. */
  public boolean isSameAs(Scope other) {
    return when.toString().equals(other.when.toString()) && trigger.equals(other.trigger);
  }

  /** The toxic is set from now on, by the loops' time; later calls change nothing. */
  public void start(long now) {
    startedAt.compareAndSet(NOT_YET, now);
  }

  /** When the toxic was set. */
  long startedAt() {
    return startedAt.get();
  }

  /**
   * Whether it is about a connection.
   *
   * @param connection what is known of it as a whole
   * @param acceptedAt when it began, in its loop's time
   */
  public boolean concerns(Facts connection, long acceptedAt) {
    return when.holds(connection) && (!countsConnections() || acceptedAt - startedAt() >= 0);
  }

  /**
   * Takes the trigger's next call for a connection that this {@link #concerns}; to be done once for
   * each. Whether the toxic may ever act on it.
   */
  public boolean takeCall() {
    return !trigger.counts() || trigger.acts(countsConnections() ? calls.incrementAndGet() : 1);
  }

  private boolean countsConnections() {
    return trigger.counts() && !trigger.perConnection();
  }

  /** How long it is, for a connection, that time counts, in nanoseconds. */
  public long elapsed(long acceptedAt, long now) {
    return now - (trigger.perConnection() ? acceptedAt : startedAt());
  }
}
