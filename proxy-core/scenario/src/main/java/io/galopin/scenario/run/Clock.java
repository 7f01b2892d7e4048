package io.galopin.scenario.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The time of a run. Tests have one that they can move. */
public interface Clock {

  /** The clock of this machine. */
  Clock REAL =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public LocalDateTime local() {
          return LocalDateTime.now(ZoneId.systemDefault());
        }

        @Override
        public boolean sleepUntil(long nanos, Semaphore stop) throws InterruptedException {
          return stop.tryAcquire(Math.max(0, nanos - nanos()), TimeUnit.NANOSECONDS);
        }
      };

  /** The time by which a run is scheduled, in nanoseconds from an arbitrary start. */
  long nanos();

  /** The time by the clock on the wall. */
  Instant now();

  /** The same, in the zone of this machine. */
  LocalDateTime local();

  /**
   * Waits until a time, or until {@code stop} has a permit, which it takes.
   *
   * @param nanos on the scale of {@link #nanos}
   * @return whether there was a permit
   */
  boolean sleepUntil(long nanos, Semaphore stop) throws InterruptedException;
}
