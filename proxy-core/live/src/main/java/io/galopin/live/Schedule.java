package io.galopin.live;

import java.time.Instant;

/** Time, and work that is to be done at some time. Thread-safe. */
public interface Schedule extends AutoCloseable {

  /** Returns the time by the clock on the wall, for people. */
  Instant now();

  /** Returns the time by which work is timed, in nanoseconds from an arbitrary start. */
  long nanos();

  /**
   * Calls {@code work} at a time.
   *
   * @param nanos on the scale of {@link #nanos}; at once if that is over
   * @param work must not block
   * @return cancels the call if it has not begun
   */
  Runnable at(long nanos, Runnable work);

  /**
   * Does work that may block, on another thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  void work(Runnable work);

  /** Cancels everything that has not begun. Waits a moment for what has. */
  @Override
  void close();
}
