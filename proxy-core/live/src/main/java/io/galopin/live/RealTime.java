package io.galopin.live;

import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A schedule in real time. It has no thread before something is to be done. */
final class RealTime implements Schedule {

  /** Enough that slow names do not keep other proxies waiting. */
  private static final int WORKERS = 16;

  private static final int IDLE_SECONDS = 10;
  private static final int CLOSING_SECONDS = 2;

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, daemons("galopin-ends"));
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          daemons("galopin-ends-worker"));

  RealTime() {
    clock.setRemoveOnCancelPolicy(true);
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    workers.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Runnable at(long nanos, Runnable work) {
    try {
      ScheduledFuture<?> call =
          clock.schedule(work, Math.max(0, nanos - nanos()), TimeUnit.NANOSECONDS);
      return () -> call.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  @Override
  public void work(Runnable work) {
    workers.execute(work);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
