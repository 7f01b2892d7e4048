package io.galopin.engine.toxic;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the word of a toxic, oldest first, counted by the memory that it pins. Used on one
 * event loop only.
 */
final class StageQueue {

  /** Bytes with the time of their arrival; or, where {@code bytes} is null, a mark or the end. */
  record Held(@Nullable ByteBuf bytes, long arrived, int pinned, @Nullable Runnable mark) {}

  private final LongConsumer changed;
  private final ArrayDeque<Held> held = new ArrayDeque<>(4);
  private long pinned;

  /**
   * An empty one.
   *
   * @param changed is told by how many bytes the memory changes that is pinned
   */
  StageQueue(LongConsumer changed) {
    this.changed = changed;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  @Nullable Held oldest() {
    return held.peekFirst();
  }

  /** The memory that is pinned, in bytes. */
  long pinned() {
    return pinned;
  }

  /** Bytes, which are handed over. */
  void add(ByteBuf bytes, long arrived) {
    ByteBuf compact = HoldQueue.compact(bytes);
    add(new Held(compact, arrived, compact.capacity() + HeldMemory.PIECE, null));
  }

  /** A mark; the end where that is null. */
  void add(long arrived, @Nullable Runnable mark) {
    add(new Held(null, arrived, HeldMemory.PIECE, mark));
  }

  private void add(Held last) {
    held.addLast(last);
    pin(last.pinned);
  }

  /** Takes the oldest away; its bytes are the caller's. */
  void remove() {
    pin(-held.removeFirst().pinned);
  }

  /** Takes so many bytes off the oldest, which are bytes; they are the caller's. */
  ByteBuf take(int length) {
    ByteBuf bytes = Objects.requireNonNull(held.getFirst().bytes);
    if (length < bytes.readableBytes()) {
      return bytes.readRetainedSlice(length);
    }
    remove();
    return bytes;
  }

  private void pin(int bytes) {
    pinned += bytes;
    changed.accept(bytes);
  }

  /** Releases all. */
  void clear() {
    for (Held each : held) {
      pin(-each.pinned);
      if (each.bytes != null) {
        each.bytes.release();
      }
    }
    held.clear();
  }
}
