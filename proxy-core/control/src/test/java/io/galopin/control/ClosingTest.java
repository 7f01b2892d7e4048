package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests closing a server while calls are being processed. */
class ClosingTest {

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
  private Thread.@Nullable UncaughtExceptionHandler before;

  @BeforeEach
  void listen() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void stop() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** Takes long and ignores interrupts, like a bad plugin. */
  private String work() {
    worker.set(Thread.currentThread());
    begun.countDown();
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException goesOn) {
        // It is not over.
      }
    }
    return "# metrics\n";
  }

  @Test
  void saysNothingOfWhatEndsAfterIt() throws Exception {
    try (ControlRig rig = ControlRig.options().metrics(this::work).start()) {
      CompletableFuture<?> call =
          CompletableFuture.supplyAsync(() -> rig.get("/metrics")).exceptionally(gone -> null);
      begun.await();
      rig.server.close();
      end.countDown();
      Objects.requireNonNull(worker.get()).join(20_000);
      call.join();
    }

    assertThat(uncaught).isEmpty();
  }
}
