package io.galopin.engine.descriptor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Descriptors of a process on virtual time, for tests: the system is asked at once. */
public final class VirtualDescriptors {

  /** How many are open, of whatever kind. */
  public final AtomicInteger inUse;

  public final Descriptors all;
  private final AtomicLong nanoTime = new AtomicLong();

  /**
   * Those of a process.
   *
   * @param inUse at first
   */
  public VirtualDescriptors(long limit, int inUse) {
    this.inUse = new AtomicInteger(inUse);
    this.all = new Descriptors(limit, this.inUse::get, nanoTime::get, Runnable::run);
  }

  /** Lets time pass until the system is asked again. */
  public void advance() {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }
}
