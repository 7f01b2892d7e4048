package io.galopin.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the links of an engine hold back, in bytes, and how much they may. Thread-safe.
 *
 * <p>A link asks before it reads more. A link that holds nothing may always read, so that each can
 * go on; one that holds something waits while it or the whole process is over its limit.
 */
final class HeldMemory {

  private final long mostPerLink;
  private final long mostInAll;
  private final AtomicLong held = new AtomicLong();

  HeldMemory(long mostPerLink, long mostInAll) {
    this.mostPerLink = mostPerLink;
    this.mostInAll = mostInAll;
  }

  void add(long bytes) {
    held.addAndGet(bytes);
  }

  void remove(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Whether a link that holds {@code byLink} bytes may read more. */
  boolean allowsMore(long byLink) {
    return byLink == 0 || (byLink < mostPerLink && held.get() < mostInAll);
  }

  /** What all links hold back now. */
  long held() {
    return held.get();
  }
}
