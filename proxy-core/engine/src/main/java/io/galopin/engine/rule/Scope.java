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
   * Whether the toxic may ever act on a connection. Counts, and is therefore to be asked once for
   * each.
   *
   * @param connection what is known of it as a whole
   * @param acceptedAt when it began, in its loop's time
   */
  public boolean admits(Facts connection, long acceptedAt) {
    if (!when.holds(connection)) {
      return false;
    }
    if (!trigger.counts() || trigger.perConnection()) {
      return !trigger.counts() || trigger.acts(1);
    }
    return acceptedAt - startedAt() >= 0 && trigger.acts(calls.incrementAndGet());
  }

  /** How long it is, for a connection, that time counts, in nanoseconds. */
  public long elapsed(long acceptedAt, long now) {
    return now - (trigger.perConnection() ? acceptedAt : startedAt());
  }
}
