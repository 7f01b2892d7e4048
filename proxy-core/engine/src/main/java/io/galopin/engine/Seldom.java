package io.galopin.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said at most every ten seconds. Thread-safe. */
final class Seldom {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final AtomicLong silentUntil = new AtomicLong();
  private volatile boolean said;

  /** Whether it may be said; if so, it counts as said. */
  boolean mayBeSaid(long nanoTime) {
    long until = silentUntil.get();
    if (said && nanoTime - until < 0) {
      return false;
    }
    boolean mine = silentUntil.compareAndSet(until, nanoTime + PAUSE);
    said = true;
    return mine;
  }
}
