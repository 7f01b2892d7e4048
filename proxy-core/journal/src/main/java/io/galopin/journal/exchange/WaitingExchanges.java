package io.galopin.journal.exchange;

import io.galopin.engine.trace.ExchangeListener;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Exchanges that wait until somebody has time for them. Event loops put them in, without ever
 * waiting; one thread takes them out. What waits is bounded by what it costs in memory. If there is
 * no room for an exchange, it is let go, and counted.
 */
public final class WaitingExchanges implements ExchangeListener {

  /**
   * What an exchange costs besides its texts, in bytes: itself, its parts, and its place in the
   * queue.
   */
  private static final int COST = 400;

  /** What a fault costs besides its texts. */
  private static final int COST_OF_FAULT = 100;

  /** Bytes for a character; fewer for most texts. */
  private static final int COST_OF_CHARACTER = 2;

  private final Queue<FinishedExchange> queue = new ConcurrentLinkedQueue<>();

  private final AtomicLong held = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final long most;

  /**
   * Starts without any.
   *
   * @param most what may wait, in bytes
   */
  public WaitingExchanges(long most) {
    this.most = most;
  }

  /** Puts an exchange in, or counts it if there is no room. Called by any thread. */
  @Override
  public void finished(FinishedExchange exchange) {
    long cost = cost(exchange);
    if (held.addAndGet(cost) > most) {
      held.addAndGet(-cost);
      lost.incrementAndGet();
      return;
    }
    queue.add(exchange);
  }

  /** Whether nothing waits, and nothing was let go that {@link #lost} has not returned. */
  public boolean isEmpty() {
    return queue.isEmpty() && lost.get() == 0;
  }

  /** Takes out those that have waited longest, at most that many. */
  public List<FinishedExchange> take(int limit) {
    List<FinishedExchange> taken = new ArrayList<>();
    while (taken.size() < limit) {
      FinishedExchange next = queue.poll();
      if (next == null) {
        break;
      }
      held.addAndGet(-cost(next));
      taken.add(next);
    }
    return taken;
  }

  /** Returns how many were let go since it was last asked. */
  public long lost() {
    return lost.get() == 0 ? 0 : lost.getAndSet(0);
  }

  private static long cost(FinishedExchange exchange) {
    long texts =
        (long) exchange.exchange().request().length()
            + exchange.exchange().identity().length()
            + exchange.exchange().digest().length()
            + exchange.reply().length()
            + exchange.parent().length();
    long faults = 0;
    for (Did did : exchange.faults()) {
      faults += COST_OF_FAULT + (long) COST_OF_CHARACTER * did.what().length();
    }
    return COST + COST_OF_CHARACTER * texts + faults;
  }
}
