package io.galopin.app.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files twice a second, and says which have changed. It asks for their times and sizes
 * instead of waiting for the system's events, which network file systems do not have, and which do
 * not follow links. Thread-safe.
 */
public final class FileWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

  private static final long PERIOD_MILLIS = 500;

  private final List<Watched> watched = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor clock;

  /** Starts looking. */
  public FileWatch() {
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "galopin-files");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Watches a file or folder from now on.
   *
   * @param main while this is missing, nothing counts as changed
   * @param files finds all that belongs to it, {@code main} among it; asked again after each change
   * @param changed called on the thread that looks, which it should not keep for long: once soon,
   *     and then after each change, when the files have looked the same for half a second
   */
  public void add(Path main, Supplier<Set<Path>> files, Runnable changed) {
    watched.add(new Watched(main, files, changed));
  }

  private void look() {
    for (Watched each : watched) {
      try {
        each.look();
      } catch (RuntimeException | Error failure) {
        log.warn("a watched file cannot be looked at: {}", failure.toString());
      }
    }
  }

  /** Stops looking. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
