package io.galopin.embed;

import io.galopin.engine.loop.EventLoops;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of all engines of this JVM: made for the first, and closed with the last that
 * uses them. Thread-safe.
 */
final class SharedLoops {

  private static @Nullable EventLoops open;
  private static int users;

  private SharedLoops() {}

  /** Begins to use them. */
  static synchronized Lease lease() {
    EventLoops loops = open;
    if (loops == null) {
      loops = EventLoops.embedded(Runtime.getRuntime().availableProcessors());
      open = loops;
    }
    users++;
    return new Lease(loops);
  }

  // Whoever comes meanwhile waits for the threads to end, so that there are never twice as many.
  private static synchronized void giveBack(EventLoops loops) {
    if (--users == 0) {
      open = null;
      loops.close();
    }
  }

  /** The use of one engine. */
  static final class Lease {

    private final EventLoops loops;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(EventLoops loops) {
      this.loops = loops;
    }

    EventLoops loops() {
      return loops;
    }

    /** Ends the use; later calls do nothing. */
    void end() {
      if (ended.compareAndSet(false, true)) {
        giveBack(loops);
      }
    }
  }
}
