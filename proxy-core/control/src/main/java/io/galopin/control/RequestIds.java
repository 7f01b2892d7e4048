package io.galopin.control;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names each call, as Toxiproxy does: 20 letters and digits that are unique and sort in order of
 * time. They are independent of the run's seed and its draws. Thread-safe.
 *
 * <pre>
 * seconds since 1970 : 32 | this process : 40 | counter : 24    in base 32, five bits to a character
 * </pre>
 */
final class RequestIds {

  /** The header for the name of a call. */
  static final String HEADER = "X-Toxiproxy-Request-Id";

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
  private static final int LENGTH = 20;

  /** The bits before the last ones, which are too few for a character. */
  private static final int HIGH_BITS = 64;

  private final long process;
  private final AtomicInteger counter;

  RequestIds() {
    SecureRandom random = new SecureRandom();
    process = random.nextLong() >>> 24;
    counter = new AtomicInteger(random.nextInt());
  }

  String next() {
    long count = counter.getAndIncrement() & 0xff_ffff;
    long high = (Instant.now().getEpochSecond() << 32) | (process >>> 8);
    long low = ((process & 0xff) << 24) | count;
    StringBuilder id = new StringBuilder(LENGTH);
    for (int end = 5; end <= LENGTH * 5; end += 5) {
      id.append(DIGITS.charAt((int) bits(high, low, end) & 31));
    }
    return id.toString();
  }

  /**
   * Returns the 96 bits up to {@code end}, of which only the last five count. Zeros follow them.
   */
  private static long bits(long high, long low, int end) {
    int behind = HIGH_BITS - end;
    return behind >= 0
        ? high >>> behind
        : (high << -behind) | ((low << 32) >>> (HIGH_BITS + behind));
  }
}
