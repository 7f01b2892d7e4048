package io.galopin.plugin.host;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Limits how long a start waits for plugin code. Each call has some seconds. When calls that did
 * not finish have used up three times that, each further call has only a tenth. Not thread-safe.
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

  /** Returns a limit of ten seconds, enough for a plugin that works, even on a busy machine. */
  static TimeLimit usual() {
    return of(Duration.ofSeconds(10));
  }

  /** The limit for one call, at first. */
  Duration each() {
    return each;
  }

  /** Runs code with {@link Attempt#within} and this limit. */
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
