package io.galopin.app.exchange;

import io.galopin.journal.exchange.LineText;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory for lines that wait to be written, in chunks that are used again and again. What is in use
 * is bounded. Thread-safe; nobody waits for anybody.
 */
final class Chunks {

  private static final int LARGEST = 64 * 1024;

  /** So that each of many event loops may have one, even of little memory. */
  private static final int LEAST_COUNT = 64;

  /** What is kept for the next lines after many have waited. */
  private static final int MOST_SPARE = 8;

  /** Some memory with whole lines. Used by one thread at a time. */
  static final class Chunk {
    private final byte[] bytes;
    private int filled;
    private int lines;

    private Chunk(int size) {
      bytes = new byte[size];
    }

    boolean hasRoom(int length) {
      return bytes.length - filled >= length;
    }

    boolean isEmpty() {
      return filled == 0;
    }

    /** Returns how many lines there are. */
    int lines() {
      return lines;
    }

    /** Adds a line, for which there is room. */
    void add(LineText line) {
      line.copyTo(bytes, filled);
      filled += line.length();
      lines++;
    }

    /** Returns what was added. */
    ByteBuffer content() {
      return ByteBuffer.wrap(bytes, 0, filled);
    }
  }

  private final long most;
  private final int size;
  private final AtomicLong inUse = new AtomicLong();
  private final ConcurrentLinkedQueue<Chunk> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spares = new AtomicInteger();

  /**
   * @param most bytes that may be in use
   */
  Chunks(long most) {
    this.most = most;
    this.size = (int) Math.max(1, Math.min(LARGEST, most / LEAST_COUNT));
  }

  /**
   * Returns an empty one in which a line fits; null if too much is in use.
   *
   * @param length of the line that needs it
   */
  @Nullable Chunk take(int length) {
    int wanted = Math.max(size, length);
    if (inUse.addAndGet(wanted) > most) {
      inUse.addAndGet(-wanted);
      return null;
    }
    Chunk used = wanted == size ? spare.poll() : null;
    if (used == null) {
      return new Chunk(wanted);
    }
    spares.decrementAndGet();
    return used;
  }

  /** Takes one back whose lines are written. */
  void giveBack(Chunk chunk) {
    inUse.addAndGet(-chunk.bytes.length);
    if (chunk.bytes.length == size && spares.get() < MOST_SPARE) {
      chunk.filled = 0;
      chunk.lines = 0;
      spares.incrementAndGet();
      spare.add(chunk);
    }
  }
}
