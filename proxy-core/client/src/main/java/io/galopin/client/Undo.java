package io.galopin.client;

import java.util.concurrent.atomic.AtomicBoolean;

/** Undoes a change when it is closed. Thread-safe. */
public final class Undo implements AutoCloseable {

  private final Runnable action;
  private final AtomicBoolean done = new AtomicBoolean();

  private Undo(Runnable action) {
    this.action = action;
  }

  /** Returns an undo that runs {@code action}. */
  public static Undo with(Runnable action) {
    return new Undo(action);
  }

  /** Undoes the change. Later calls do nothing. */
  @Override
  public void close() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
