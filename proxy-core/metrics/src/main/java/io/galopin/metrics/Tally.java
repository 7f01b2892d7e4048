package io.galopin.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A count that only grows. Thread-safe except for {@link #fresh}. */
final class Tally {

  private final LongAdder count = new LongAdder();
  private long told;

  void add(long more) {
    count.add(more);
  }

  long total() {
    return count.sum();
  }

  /** Returns how much was added since the last call. Called only on statsd's thread. */
  long fresh() {
    long total = total();
    long fresh = total - told;
    told = total;
    return fresh;
  }
}
