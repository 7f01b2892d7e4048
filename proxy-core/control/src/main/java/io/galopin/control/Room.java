package io.galopin.control;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many bytes many holders take together. If nobody holds anything, any request succeeds,
 * so that nothing is too large forever. Thread-safe.
 */
final class Room {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  Room(long most) {
    this.most = most;
  }

  /** Returns a part of the heap. */
  static Room ofHeap(int part) {
    return new Room(Runtime.getRuntime().maxMemory() / part);
  }

  /** Takes {@code bytes}, or none of them. */
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

  /** Whether half of it is taken, so that large requests should come later. */
  boolean isCrowded() {
    return taken.get() > most / 2;
  }
}
