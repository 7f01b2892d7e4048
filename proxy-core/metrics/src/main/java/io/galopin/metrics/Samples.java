package io.galopin.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The most recent timings, for statsd, which wants individual values instead of a histogram. Has
 * room for {@value #ROOM}. When it is full, new timings replace the oldest, so that recording
 * neither waits nor allocates.
 */
final class Samples {

  static final int ROOM = 1024;

  /** Each element is a timing plus one, or 0 if it is empty. */
  private final AtomicLongArray ring = new AtomicLongArray(ROOM);

  private final AtomicLong recorded = new AtomicLong();
  private long told;

  /**
   * The timings that were kept.
   *
   * @param nanos in no particular order
   * @param share what share of all timings these are, from 0 to 1
   */
  record Kept(List<Long> nanos, double share) {}

  /** Records a timing. Called on any thread. */
  void record(long nanos) {
    ring.set((int) (recorded.getAndIncrement() % ROOM), nanos + 1);
  }

  /** Removes and returns what was recorded since the last call. Called only on statsd's thread. */
  Kept take() {
    long total = recorded.get();
    long fresh = total - told;
    told = total;
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      long found = ring.getAndSet(i, 0);
      if (found != 0) {
        nanos.add(found - 1);
      }
    }
    // An element that was claimed before the last call may have been written after it.
    double share = nanos.size() >= fresh ? 1 : (double) nanos.size() / fresh;
    return new Kept(nanos, share);
  }
}
