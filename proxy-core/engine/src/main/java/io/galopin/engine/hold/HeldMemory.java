package io.galopin.engine.hold;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the links of an engine hold back, in bytes, and how much they may. Thread-safe.
 *
 * <p>What is held is counted by what it costs: the memory that its bytes pin, and {@link #PIECE}
 * for each piece of them.
 *
 * <p>A link asks before it reads more. A link that holds nothing may always read, so that each can
 * go on; one that holds something waits while it or the whole process is over its limit. As that
 * one comes near, all read less at a time, so that many links that hold nothing yet do not take
 * much each.
 */
public final class HeldMemory {

  /**
   * How many times heap memory counts compared with other memory. The limit of held memory may be
   * as large as the heap, and the heap has other things to keep.
   */
  public static final int HEAP_COUNTS = 4;

  /**
   * What a piece counts besides its bytes: its place in a line, the buffer around it, and what is
   * to be done with it are about 256 bytes on the heap.
   */
  public static final int PIECE = HEAP_COUNTS * 256;

  /** The fewest bytes that may be read at a time, however little room there is. */
  private static final int LEAST_READ = 4 * 1024;

  /** No read takes more than this part of the room that is left. */
  private static final int PARTS = 16;

  private final long mostPerLink;
  private final long mostInAll;
  private final AtomicLong held = new AtomicLong();

  public HeldMemory(long mostPerLink, long mostInAll) {
    this.mostPerLink = mostPerLink;
    this.mostInAll = mostInAll;
  }

  public void add(long bytes) {
    held.addAndGet(bytes);
  }

  public void remove(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Whether a link that holds {@code byLink} bytes may read more. */
  public boolean allowsMore(long byLink) {
    return byLink == 0 || (byLink < mostPerLink && held.get() < mostInAll);
  }

  /** Whether all links together hold as much as they may. */
  public boolean isFull() {
    return held.get() >= mostInAll;
  }

  /** How much may be read at once where {@code wanted} bytes would be, in bytes. */
  public int mostRead(int wanted) {
    long part = (mostInAll - held.get()) / PARTS;
    return wanted <= part ? wanted : (int) Math.min(wanted, Math.max(LEAST_READ, part));
  }

  /** What all links hold back now. */
  public long held() {
    return held.get();
  }
}
