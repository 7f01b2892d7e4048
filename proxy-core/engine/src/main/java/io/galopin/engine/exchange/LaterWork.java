package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The work of one connection that waits for its time, and the memory it holds. Used only on the
 * connection's event loop.
 */
final class LaterWork {

  private final ConnectionFacts connection;
  private final Controls controls;
  private Set<Timer> timers = Set.of();

  /**
   * Nothing waits yet.
   *
   * @param controls guards the work, and is told when some of it is over
   */
  LaterWork(ConnectionFacts connection, Controls controls) {
    this.connection = connection;
    this.controls = controls;
  }

  /** Runs an action after a delay, unless it is cancelled; without a delay, at once. */
  void run(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
    } else {
      Timer timer = new Timer(action);
      timer.scheduled = connection.loop().schedule(timer, delay.toNanos(), TimeUnit.NANOSECONDS);
      if (timers.isEmpty()) {
        timers = new LinkedHashSet<>(2);
      }
      timers.add(timer);
      connection.memory().add(Timer.COST);
    }
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return timers.isEmpty();
  }

  /** Returns the memory of the work that waits, in bytes. */
  long pinned() {
    return (long) timers.size() * Timer.COST;
  }

  /** Cancels the work that waits. */
  void cancel() {
    timers.forEach(Timer::cancel);
    timers = Set.of();
  }

  private final class Timer implements Runnable {

    /** Its memory with the exchange that it keeps, in bytes. */
    static final int COST = 4 * HeldMemory.PIECE;

    private final Runnable action;
    private @Nullable Future<?> scheduled;

    Timer(Runnable action) {
      this.action = action;
    }

    @Override
    public void run() {
      timers.remove(this);
      connection.memory().remove(COST);
      controls.guard(action);
      controls.relieved();
    }

    void cancel() {
      connection.memory().remove(COST);
      if (scheduled != null) {
        scheduled.cancel(false);
      }
    }
  }
}
