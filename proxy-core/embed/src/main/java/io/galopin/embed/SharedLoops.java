package io.galopin.embed;

import io.galopin.engine.loop.EventLoops;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of all engines of this JVM. They are created for the first engine and closed with
 * the last one. Thread-safe.
 */
final class SharedLoops {

  private static @Nullable EventLoops open;
  private static int users;

  private SharedLoops() {}

  /** Starts using the loops. */
  static synchronized Lease lease() {
    EventLoops loops = open;
    if (loops == null) {
      loops = EventLoops.embedded(Runtime.getRuntime().availableProcessors());
      open = loops;
    }
    users++;
    return new Lease(loops);
  }

  // A new engine waits for the threads to end, so that there are never twice as many.
  private static synchronized void giveBack(EventLoops loops) {
    if (--users == 0) {
      open = null;
      loops.close();
    }
  }

  /** One engine's use of the loops. */
  static final class Lease {

    private final EventLoops loops;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(EventLoops loops) {
      this.loops = loops;
    }

    EventLoops loops() {
      return loops;
    }

    /** Ends the use. Later calls do nothing. */
    void end() {
      if (ended.compareAndSet(false, true)) {
        giveBack(loops);
      }
    }
  }
}
