package io.galopin.control;

import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Has changes of one proxy made one after the other, also while it does not exist yet; changes of
 * different proxies rarely wait for each other. For threads that may block. Thread-safe.
 */
final class ProxyLocks {

  private static final int STRIPES = 256;

  private final Lock[] stripes = new Lock[STRIPES];

  ProxyLocks() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  /** Makes a change while nobody else changes the proxies of these names. */
  <T> T alone(Collection<String> names, Supplier<T> change) {
    // In one order, so that no two changes wait for each other.
    int[] wanted =
        names.stream()
            .mapToInt(name -> Math.floorMod(name.hashCode(), STRIPES))
            .distinct()
            .sorted()
            .toArray();
    for (int stripe : wanted) {
      stripes[stripe].lock();
    }
    try {
      return change.get();
    } finally {
      for (int stripe : wanted) {
        stripes[stripe].unlock();
      }
    }
  }
}
