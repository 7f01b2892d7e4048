package io.galopin.engine.journal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest entries of the journal, bounded by their number and by the memory that they take. Not
 * thread-safe.
 *
 * <p>They are kept as bytes, in blocks that are reused. As objects, each entry would live long and
 * then die, which is the worst case for a generational collector: under load, such entries filled
 * the old generation.
 */
final class JournalRing {

  private static final int BLOCK = 64 << 10;

  private final int mostEntries;
  private final long mostBytes;
  private final ArrayDeque<JournalBlock> blocks = new ArrayDeque<>();
  private ByteBuffer encoded = ByteBuffer.allocate(1024);
  private long bytes;
  private long written;

  /**
   * An empty one.
   *
   * @param mostBytes the most bytes that the entries may take; the newest entry is always kept
   */
  JournalRing(int mostEntries, long mostBytes) {
    this.mostEntries = mostEntries;
    this.mostBytes = mostBytes;
  }

  /** Keeps the entry, whose number is the next. */
  void add(Journal.Entry entry) {
    int most = JournalBytes.atMost(entry);
    if (encoded.capacity() < most) {
      encoded = ByteBuffer.allocate(most);
    }
    JournalBytes.write(entry, encoded.clear());
    encoded.flip();
    JournalBlock last = blocks.peekLast();
    if (last == null || !last.hasRoomFor(encoded.remaining())) {
      last = next(encoded.remaining() + JournalBlock.PREFIX);
    }
    bytes -= last.ofActions();
    last.add(entry, encoded);
    bytes += last.ofActions();
    written++;
    if (encoded.capacity() > BLOCK) {
      encoded = ByteBuffer.allocate(1024);
    }
  }

  private JournalBlock next(int needed) {
    int size = Math.max(BLOCK, needed);
    JournalBlock next = null;
    while (!blocks.isEmpty() && (isLetGo(blocks.getFirst()) || bytes + size > mostBytes)) {
      JournalBlock oldest = blocks.removeFirst();
      bytes -= oldest.size() + oldest.ofActions();
      next = oldest.size() == size ? oldest : next;
    }
    if (next == null) {
      next = new JournalBlock(size);
    }
    next.begin(written + 1);
    blocks.addLast(next);
    bytes += size;
    return next;
  }

  private boolean isLetGo(JournalBlock block) {
    return block.next() <= written - mostEntries + 1;
  }

  /** How many entries were ever added. */
  long written() {
    return written;
  }

  /** How many of the oldest are gone. */
  long letGo() {
    long byBytes = blocks.isEmpty() ? 0 : blocks.getFirst().first() - 1;
    return Math.max(byBytes, written - mostEntries);
  }

  /**
   * Adds the entries with a number above {@code number} to a list until it has {@code limit}
   * entries.
   */
  void collect(long number, int limit, List<Journal.Entry> into) {
    long from = Math.max(number, letGo()) + 1;
    for (JournalBlock block : blocks) {
      if (into.size() >= limit) {
        return;
      }
      if (block.next() > from) {
        block.collect(from, limit, into);
      }
    }
  }
}
