package io.galopin.engine.toxic;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that wait for a toxic's decision, oldest first, counted by the memory that they pin. Used
 * on only one event loop.
 */
final class StageQueue {

  /** Bytes with the time of their arrival; if {@code bytes} is null, a mark or the end. */
  record Held(@Nullable ByteBuf bytes, long arrived, int pinned, @Nullable Runnable mark) {}

  private final LongConsumer changed;
  private final ArrayDeque<Held> held = new ArrayDeque<>(4);
  private long pinned;

  /**
   * Creates an empty queue.
   *
   * @param changed receives each change of the pinned memory, in bytes
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

  /** Returns the pinned memory, in bytes. */
  long pinned() {
    return pinned;
  }

  /** Adds bytes and takes ownership of them. */
  void add(ByteBuf bytes, long arrived) {
    ByteBuf compact = HoldQueue.compact(bytes);
    add(new Held(compact, arrived, compact.capacity() + HeldMemory.PIECE, null));
  }

  /** Adds a mark, or the end if {@code mark} is null. */
  void add(long arrived, @Nullable Runnable mark) {
    add(new Held(null, arrived, HeldMemory.PIECE, mark));
  }

  private void add(Held last) {
    held.addLast(last);
    pin(last.pinned);
  }

  /** Removes the oldest entry; the caller owns its bytes. */
  void remove() {
    pin(-held.removeFirst().pinned);
  }

  /**
   * Removes {@code length} bytes from the oldest entry, which must be bytes; the caller owns them.
   */
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

  /** Releases everything. */
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
