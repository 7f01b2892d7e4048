package io.galopin.plugin.host;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How long a start waits for code of plugins: for each piece some seconds, and for all pieces that
 * do not come to an end not much more than three times as long, as further ones have a tenth then.
 * Used by one thread.
 */
final class TimeLimit {

  private final Duration each;
  private Duration left;

  private TimeLimit(Duration each) {
    this.each = each;
    this.left = each.multipliedBy(3);
  }

  static TimeLimit of(Duration each) {
    return new TimeLimit(each);
  }

  /** Long enough for a plugin that works on a machine that is busy: ten seconds. */
  static TimeLimit usual() {
    return of(Duration.ofSeconds(10));
  }

  /** What a piece has at first. */
  Duration each() {
    return each;
  }

  /** {@link Attempt#within} this limit. */
  <T> T attempt(String whose, Supplier<T> code, Consumer<T> tooLate) {
    Duration limit = limit();
    long start = System.nanoTime();
    try {
      return Attempt.within(limit, whose, code, tooLate);
    } finally {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(limit) >= 0) {
        left = left.minus(taken);
      }
    }
  }

  private Duration limit() {
    Duration least = each.dividedBy(10);
    if (left.compareTo(least) < 0) {
      return least;
    }
    return left.compareTo(each) < 0 ? left : each;
  }
}
