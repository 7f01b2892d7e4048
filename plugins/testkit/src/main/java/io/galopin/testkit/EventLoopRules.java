package io.galopin.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.function.Supplier;

/** Checks code that the engine calls on an event loop. */
final class EventLoopRules {

  /** A thread may have to wait once, while another thread loads a class. */
  private static final int ATTEMPTS = 3;

  private EventLoopRules() {}

  /**
   * Calls something several times and fails if the calling thread had to wait each time, for
   * example for a lock, a condition or a sleep. Does not notice waiting for files and sockets.
   *
   * @param what the name of what is called, for the error message
   */
  static void neverBlocks(String what, Runnable calls) {
    long waits = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = waits();
      calls.run();
      waits = waits() - before;
      if (waits == 0) {
        return;
      }
    }
    throw new AssertionError(
        what + ": the calling thread waited " + waits + " times (expected: never)");
  }

  private static long waits() {
    ThreadInfo info =
        ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId());
    return info.getBlockedCount() + info.getWaitedCount();
  }

  /** Creates a list twice and fails if the two differ. */
  static void repeatsItself(String what, Supplier<? extends List<?>> events) {
    List<?> first = events.get();
    List<?> second = events.get();
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Object one = i < first.size() ? first.get(i) : "nothing";
      Object other = i < second.size() ? second.get(i) : "nothing";
      if (!one.equals(other)) {
        throw new AssertionError(
            what + ": " + one + " and, with the same seed, " + other + " (expected: the same)");
      }
    }
  }
}
