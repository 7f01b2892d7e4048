package io.galopin.app.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file whenever its content has changed, on a thread of its own. Changes that come while
 * it is written wait, and are written together next. Thread-safe.
 */
final class StateWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StateWriter.class);
  private static final int AGAIN_SECONDS = 5;
  private static final int CLOSING_SECONDS = 3;

  /** What to write at a time, with all changes that were noted before. */
  interface Content {
    byte[] at(Instant now) throws IOException;
  }

  private final Path named;
  private final SafeFile file;
  private final Content content;
  private final ScheduledThreadPoolExecutor thread;

  // Guarded by this.
  private long noted;
  private long saved;
  private boolean scheduled;
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private @Nullable Instant savedAt;
  private @Nullable String problem;

  /**
   * Has written nothing yet.
   *
   * @param named the file as the user wrote it
   */
  StateWriter(Path named, SafeFile file, Content content) {
    this.named = named;
    this.file = file;
    this.content = content;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "galopin-state");
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Notes that the content has changed, and has it written soon. */
  synchronized void note() {
    noted++;
    schedule();
  }

  /** Returns what is done when all changes that were noted are in the file. */
  synchronized CompletableFuture<Void> kept() {
    if (saved == noted) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.add(done);
    schedule();
    return done;
  }

  synchronized Optional<Instant> savedAt() {
    return Optional.ofNullable(savedAt);
  }

  /** Returns why the last write failed, if it did. */
  synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Needs the lock. */
  private void schedule() {
    if (!scheduled) {
      try {
        thread.execute(this::write);
        scheduled = true;
      } catch (RejectedExecutionException closed) {
        failAll(new IOException("the process ends, so the change is not saved in " + named));
      }
    }
  }

  private void failAll(IOException why) {
    List<CompletableFuture<Void>> failed = waiting;
    waiting = new ArrayList<>();
    failed.forEach(each -> each.completeExceptionally(why));
  }

  private void write() {
    long number;
    List<CompletableFuture<Void>> done;
    synchronized (this) {
      scheduled = false;
      number = noted;
      done = waiting;
      waiting = new ArrayList<>();
      if (number == saved) {
        // Saved by the write that ran when they began to wait.
        done.forEach(each -> each.complete(null));
        return;
      }
    }
    try {
      Instant now = Instant.now();
      file.write(content.at(now));
      succeeded(number, now);
      done.forEach(each -> each.complete(null));
    } catch (IOException | RuntimeException | Error cannot) {
      IOException why = failed(cannot);
      done.forEach(each -> each.completeExceptionally(why));
    }
  }

  private synchronized void succeeded(long number, Instant now) {
    saved = number;
    savedAt = now;
    if (problem != null) {
      problem = null;
      log.info("the state is saved in {} again", named);
    }
  }

  private synchronized IOException failed(Throwable cannot) {
    String reason = SafeFile.reason(cannot);
    if (problem == null) {
      log.error("the state cannot be saved: {}; it is tried again", reason);
    }
    problem = reason;
    try {
      thread.schedule(this::write, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closed) {
      log.debug("no time to save the state again");
    }
    return new IOException(
        "the change is made, but it would not survive a restart: "
            + reason
            + " (expected: a file that can be written; it is tried again every "
            + AGAIN_SECONDS
            + " s)",
        cannot);
  }

  /** Writes what is not written yet. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the state is not saved in time: {}", named);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
