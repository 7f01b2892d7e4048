package io.galopin.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The most recent timings, for statsd, which wants each of them and not a histogram. It has room
 * for {@value #ROOM}; what comes when it is full takes the place of the oldest, so that recording
 * neither waits nor allocates.
 */
final class Samples {

  static final int ROOM = 1024;

  /** Each a timing plus one; 0 is an empty place. */
  private final AtomicLongArray ring = new AtomicLongArray(ROOM);

  private final AtomicLong recorded = new AtomicLong();
  private long told;

  /**
   * What was kept of the timings.
   *
   * @param nanos in no particular order
   * @param share how many of all these are, 0 to 1
   */
  record Kept(List<Long> nanos, double share) {}

  /** Records a timing. Any thread. */
  void record(long nanos) {
    ring.set((int) (recorded.getAndIncrement() % ROOM), nanos + 1);
  }

  /** Takes out what was recorded since the last call. On statsd's thread alone. */
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
    // A place that was taken before the last call may have been filled after it.
    double share = nanos.size() >= fresh ? 1 : (double) nanos.size() / fresh;
    return new Kept(nanos, share);
  }
}
