package io.galopin.client;

import java.util.concurrent.atomic.AtomicBoolean;

/** Takes back a change. Thread-safe. */
public final class Undo implements AutoCloseable {

  private final Runnable action;
  private final AtomicBoolean done = new AtomicBoolean();

  private Undo(Runnable action) {
    this.action = action;
  }

  /** Takes back by running {@code action}. */
  public static Undo with(Runnable action) {
    return new Undo(action);
  }

  /** Takes the change back; later calls do nothing. */
  @Override
  public void close() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
