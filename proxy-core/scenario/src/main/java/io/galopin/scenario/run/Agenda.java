package io.galopin.scenario.run;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Semaphore;

/** What is to be done at which time. What is due together is done in the order of adding. */
final class Agenda {

  private record Item(long nanos, long number, Runnable work) {}

  private final Clock clock;
  private final Semaphore stop;
  private final Queue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::nanos).thenComparingLong(Item::number));
  private long added;
  private boolean over;

  /**
   * @param stop ends {@link #run} when it has a permit
   */
  Agenda(Clock clock, Semaphore stop) {
    this.clock = clock;
    this.stop = stop;
  }

  /** Adds work for a time on the clock's scale. */
  void at(long nanos, Runnable work) {
    items.add(new Item(nanos, added++, work));
  }

  /** Lets {@link #run} return after the work that is being done. */
  void end() {
    over = true;
  }

  /**
   * Does all work when it is due, on the calling thread.
   *
   * @return whether it was stopped from outside
   */
  boolean run() throws InterruptedException {
    while (!over && !items.isEmpty()) {
      Item next = items.remove();
      if (clock.sleepUntil(next.nanos(), stop)) {
        return true;
      }
      next.work().run();
    }
    return false;
  }
}
