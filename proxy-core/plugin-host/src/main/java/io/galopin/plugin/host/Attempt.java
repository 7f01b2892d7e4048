package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of plugin code on its own thread, with a time limit. What it throws is turned into a
 * sentence on that thread, because asking an exception for its message runs plugin code, too.
 */
final class Attempt<T> {

  private final Supplier<T> code;
  private final Consumer<T> tooLate;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final PluginThread thread;

  // Guarded by this.
  private boolean abandoned;
  private @Nullable T result;
  private @Nullable RuntimeException refusal;

  private Attempt(String whose, Supplier<T> code, Consumer<T> tooLate) {
    this.code = code;
    this.tooLate = tooLate;
    this.thread = new PluginThread(whose, this::run);
  }

  /**
   * Runs code and returns its result.
   *
   * @param whose the file that the code comes from, or {@code class path}
   * @param tooLate receives the result if the limit has passed, on the code's own thread
   * @throws RejectedException if it throws, or takes too long, in which case its thread is
   *     abandoned
   * @throws OptionException if it throws one
   */
  static <T> T within(Duration limit, String whose, Supplier<T> code, Consumer<T> tooLate) {
    Attempt<T> attempt = new Attempt<>(whose, code, tooLate);
    try {
      attempt.thread.start();
    } catch (OutOfMemoryError noThread) {
      throw new RejectedException(
          "no thread could be started for it: " + noThread.getMessage(), noThread);
    }
    if (!attempt.endsWithin(limit) && attempt.abandon()) {
      throw attempt.tooSlow(limit);
    }
    return attempt.outcome();
  }

  private void run() {
    T made = null;
    RuntimeException refused = null;
    try {
      made = code.get();
    } catch (RejectedException | OptionException known) {
      refused = known;
    } catch (Throwable thrown) {
      refused = sentence(thrown);
    }
    end(made, refused);
  }

  private static RejectedException sentence(Throwable thrown) {
    try {
      return Instances.rejection("throws", thrown);
    } catch (Throwable worse) {
      return new RejectedException("throws an exception whose message cannot be read");
    }
  }

  private void end(@Nullable T made, @Nullable RuntimeException refused) {
    boolean late;
    synchronized (this) {
      result = made;
      refusal = refused;
      late = abandoned;
    }
    ended.countDown();
    if (late && made != null) {
      tooLate.accept(made);
    }
  }

  /** Waits on when interrupted, because the caller has asked for all installed plugins. */
  private boolean endsWithin(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives up on the code. Returns false if it has ended in the meantime. */
  private synchronized boolean abandon() {
    abandoned = ended.getCount() > 0 && result == null && refusal == null;
    return abandoned;
  }

  private RejectedException tooSlow(Duration limit) {
    String place = thread.place();
    thread.leaveBehind();
    return new RejectedException(
        "not done after "
            + limit.toMillis() / 1000.0
            + " s and abandoned"
            + (place.isEmpty() ? "" : ", at " + place));
  }

  private synchronized T outcome() {
    if (refusal != null) {
      throw refusal;
    }
    if (result == null) {
      throw new RejectedException("returns null");
    }
    return result;
  }
}
