package io.galopin.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A schedule whose time a test moves. All work is done on the test's thread. */
final class VirtualTime implements Schedule {

  /** Work at the same time is done in the order in which it was asked for. */
  private record Call(long nanos, long order, Runnable work) {}

  private final PriorityQueue<Call> calls =
      new PriorityQueue<>(Comparator.comparingLong(Call::nanos).thenComparingLong(Call::order));
  private long nanos;
  private long order;

  /** Moves the time on, and does what is due meanwhile. */
  void pass(Duration time) {
    long until = nanos + time.toNanos();
    while (!calls.isEmpty() && calls.peek().nanos() <= until) {
      Call next = calls.remove();
      nanos = Math.max(nanos, next.nanos());
      next.work().run();
    }
    nanos = until;
  }

  /** How many calls wait. */
  int waiting() {
    return calls.size();
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Runnable at(long when, Runnable work) {
    Call call = new Call(when, order++, work);
    calls.add(call);
    return () -> calls.remove(call);
  }

  @Override
  public void work(Runnable work) {
    work.run();
  }

  @Override
  public void close() {
    calls.clear();
  }
}
