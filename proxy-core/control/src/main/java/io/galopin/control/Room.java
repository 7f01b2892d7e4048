package io.galopin.control;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound for what many hold at once: bytes are taken and given back. Whoever comes while nobody
 * holds anything gets what he asks for, so that nothing is too large for ever. Thread-safe.
 */
final class Room {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  Room(long most) {
    this.most = most;
  }

  /** A part of the heap. */
  static Room ofHeap(int part) {
    return new Room(Runtime.getRuntime().maxMemory() / part);
  }

  /** Takes so many bytes, or none. */
  boolean take(long bytes) {
    long before;
    do {
      before = taken.get();
      if (before > 0 && before + bytes > most) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + bytes));
    return true;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Whether half of it is taken: who will need much had better come later. */
  boolean isCrowded() {
    return taken.get() > most / 2;
  }
}
