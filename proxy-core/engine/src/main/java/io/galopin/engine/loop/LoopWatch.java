package io.galopin.engine.loop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks all event loops of the JVM twenty times a second while there are any. It has one thread,
 * which does not keep the JVM running. It costs the loops only the two stores of their {@link
 * Pulse}.
 *
 * <p>If the watch itself is late, the JVM was collecting garbage or suspended, or the machine is
 * overloaded. That time does not count against any loop.
 */
final class LoopWatch implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(30);

  private static final List<LiveLoops> WATCHED = new CopyOnWriteArrayList<>();
  private static @Nullable Thread watch;

  private LoopWatch() {}

  /** Starts to watch some event loops. */
  static synchronized void begin(LiveLoops loops) {
    WATCHED.add(loops);
    if (watch == null) {
      Thread thread = new Thread(new LoopWatch(), "galopin-watch");
      thread.setDaemon(true);
      thread.start();
      watch = thread;
    }
  }

  /** Stops watching the loops. */
  static synchronized void end(LiveLoops loops) {
    WATCHED.remove(loops);
    if (WATCHED.isEmpty() && watch != null) {
      watch.interrupt();
      watch = null;
    }
  }

  @Override
  public void run() {
    long last = System.nanoTime();
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(TICK);
        long now = System.nanoTime();
        look(now - last > TICK + LATE ? 0 : now - last);
        last = now;
      }
    } catch (InterruptedException end) {
      // No loops are left to watch.
    }
  }

  private static void look(long passed) {
    for (LiveLoops loops : WATCHED) {
      for (Vigil vigil : loops.vigils()) {
        try {
          vigil.look(passed);
        } catch (Throwable failure) {
          log.debug("an event loop could not be looked after", failure);
        }
      }
    }
  }
}
