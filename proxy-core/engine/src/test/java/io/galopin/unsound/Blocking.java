package io.galopin.unsound;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Move;
import io.galopin.api.Toxic;
import java.util.concurrent.CountDownLatch;

/** Keeps whoever calls it until it is released. */
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

  /** Lets all go, now and from now on. */
  public void release() {
    released.countDown();
  }

  /** A behavior that blocks where a request has come. */
  public Behavior behavior() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        run();
        return Decision.pass();
      }
    };
  }

  /** A toxic that blocks where bytes have come. */
  public Toxic toxic() {
    return (place, before) ->
        (length, arrived) -> {
          run();
          return Move.passAll();
        };
  }
}
