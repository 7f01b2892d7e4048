package io.galopin.engine.trouble;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of plugins: once for each plugin and kind of throwable, with its stack, and then on
 * one line at the tenth time, the hundredth, and so on. Thread-safe; never throws.
 */
public final class PluginFailures {

  private static final Logger log = LoggerFactory.getLogger(PluginFailures.class);

  /** The most kinds that are distinguished, so that the counters stay small. */
  private static final int MOST_KINDS = 1000;

  private static final String WAITING = "all connections of its event loop wait meanwhile";

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /**
   * Notes a failure.
   *
   * @param place where it was: {@code web#3}
   * @param then the consequence: {@code the connection is reset}
   */
  public void tell(String place, PluginFailure failure, String then) {
    try {
      long count = count(failure.key());
      if (count == 1) {
        sayAll(place, failure, then);
      } else if (isPowerOfTen(count)) {
        log.error("{}: {}; {} ({} times so far)", place, failure.getMessage(), then, count);
      }
    } catch (Throwable worse) {
      // There may be no memory left to say it with.
    }
  }

  /** Notes a plugin that takes so long that it delays others. */
  public void tellSlow(String place, PluginFailure failure) {
    long count = count(failure.key());
    if (count == 1) {
      log.warn("{}: {}; {}", place, failure.getMessage(), WAITING, failure.thrown());
    } else if (isPowerOfTen(count)) {
      log.warn("{}: {}; {} ({} times so far)", place, failure.getMessage(), WAITING, count);
    }
  }

  private long count(String key) {
    AtomicLong known = counts.get(key);
    if (known == null) {
      String counted = counts.size() < MOST_KINDS ? key : "others";
      known = counts.computeIfAbsent(counted, first -> new AtomicLong());
    }
    return known.incrementAndGet();
  }

  private static void sayAll(String place, PluginFailure failure, String then) {
    String words = failure.getMessage();
    if (failure.hasTrace()) {
      try {
        log.error("{}: {}; {}", place, words, then, failure.thrown());
        return;
      } catch (Throwable worse) {
        // A throwable of a plugin's own may fail when it is asked for its stack.
      }
    }
    log.error("{}: {}; {}", place, words, then);
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
