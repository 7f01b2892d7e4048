package io.galopin.telemetry;

import io.galopin.engine.trace.ExchangeListener;
import io.galopin.engine.trace.FinishedExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Exchanges that wait to become spans. Event loops add to it without waiting; one thread takes from
 * it. When it is full, the newest are lost and counted. Thread-safe.
 */
final class SpanQueue implements ExchangeListener {

  /** The most exchanges that wait. With the longest labels, each takes about 2 KB. */
  static final int MOST = 8192;

  private final Queue<FinishedExchange> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder lost = new LongAdder();
  private final int batch;
  private final Runnable enough;

  /**
   * Creates an empty queue.
   *
   * @param batch the most that are taken at a time
   * @param enough called, on an event loop, when as many wait
   */
  SpanQueue(int batch, Runnable enough) {
    this.batch = batch;
    this.enough = enough;
  }

  @Override
  public void finished(FinishedExchange exchange) {
    int now = size.incrementAndGet();
    if (now > MOST) {
      size.decrementAndGet();
      lost.increment();
      return;
    }
    waiting.add(exchange);
    if (now == batch) {
      enough.run();
    }
  }

  /** Removes and returns the oldest, at most a batch of them. */
  List<FinishedExchange> take() {
    List<FinishedExchange> taken = new ArrayList<>();
    while (taken.size() < batch) {
      FinishedExchange next = waiting.poll();
      if (next == null) {
        break;
      }
      size.decrementAndGet();
      taken.add(next);
    }
    return taken;
  }

  /** Counts exchanges as lost that were taken and could not be sent. */
  void lost(int more) {
    lost.add(more);
  }

  /** Returns how many were lost. */
  long lost() {
    return lost.sum();
  }
}
