package io.galopin.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files hold, read again when they have changed. They are looked at when it is asked for, at
 * most once a second, on the caller's thread; others do not wait for that. Thread-safe.
 */
final class Reloaded<T> implements Supplier<T> {

  private static final Logger log = LoggerFactory.getLogger(Reloaded.class);
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Path> files;
  private final Supplier<T> read;
  private final Runnable changed;
  private final LongSupplier clock;
  private final ReentrantLock look = new ReentrantLock();

  private volatile T current;
  // Guarded by look.
  private List<String> seen;
  // Written by who holds look.
  private volatile long lookedAt;

  /**
   * Reads them for the first time.
   *
   * @param read throws a {@link TlsConfigException} if they are wrong; after the first time, what
   *     was read before then stays
   * @param changed called after something new was read
   * @param clock in nanoseconds
   */
  Reloaded(List<Path> files, Supplier<T> read, Runnable changed, LongSupplier clock) {
    this.files = List.copyOf(files);
    this.read = read;
    this.changed = changed;
    this.clock = clock;
    // First, so that a change in between is found later.
    this.seen = footprints();
    this.lookedAt = clock.getAsLong();
    this.current = read.get();
  }

  @Override
  public T get() {
    if (!files.isEmpty() && look.tryLock()) {
      try {
        look();
      } finally {
        look.unlock();
      }
    }
    return current;
  }

  /** Lets another thread look if that was more than a second ago. Never blocks. */
  void lookSoon(Executor threads) {
    if (!files.isEmpty() && clock.getAsLong() - lookedAt >= NANOS && !look.isLocked()) {
      threads.execute(this::get);
    }
  }

  private void look() {
    long now = clock.getAsLong();
    if (now - lookedAt < NANOS) {
      return;
    }
    lookedAt = now;
    List<String> found = footprints();
    if (found.equals(seen)) {
      return;
    }
    seen = found;
    try {
      current = read.get();
    } catch (TlsConfigException wrong) {
      log.warn("{}; what was read before stays in use", wrong.getMessage());
      return;
    }
    log.info("read again: {}", files);
    changed.run();
  }

  private List<String> footprints() {
    return files.stream().map(Reloaded::footprint).toList();
  }

  private static String footprint(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException gone) {
      return "none";
    }
  }
}
