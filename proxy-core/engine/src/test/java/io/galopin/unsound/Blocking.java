package io.galopin.unsound;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Move;
import io.galopin.api.Toxic;
import java.util.concurrent.CountDownLatch;

/** Blocks its callers until it is released. */
public final class Blocking implements Runnable {

  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public void run() {
    try {
      released.await();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Releases all callers, now and later. */
  public void release() {
    released.countDown();
  }

  /** Returns a behavior that blocks when a request has arrived. */
  public Behavior behavior() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        run();
        return Decision.pass();
      }
    };
  }

  /** Returns a toxic that blocks when bytes have arrived. */
  public Toxic toxic() {
    return (place, before) ->
        (length, arrived) -> {
          run();
          return Move.passAll();
        };
  }
}
