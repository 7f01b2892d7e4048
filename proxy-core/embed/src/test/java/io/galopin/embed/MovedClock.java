package io.galopin.embed;

import io.galopin.scenario.run.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;

/** A clock that jumps to the time that somebody waits for. It starts at noon. */
final class MovedClock implements Clock {

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 2, 12, 0);

  private volatile long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return local().toInstant(ZoneOffset.UTC);
  }

  @Override
  public LocalDateTime local() {
    return NOON.plusNanos(nanos);
  }

  @Override
  public boolean sleepUntil(long then, Semaphore stop) {
    nanos = Math.max(nanos, then);
    return stop.tryAcquire();
  }
}
