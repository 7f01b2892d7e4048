package io.galopin.app.run;

import io.galopin.app.console.Command;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Makes SIGINT and SIGTERM end the process in order, and with the exit code of the clean-up.
 *
 * <p>A JVM that is told to end runs its shutdown hooks and then exits with 128 and the signal's
 * number. The hook here cleans up and halts the JVM itself, which sets the exit code. A clean-up
 * that does not come to an end holds nothing up for longer than {@value #LONGEST_MILLIS} ms.
 */
public final class Stop {

  private static final long LONGEST_MILLIS = 8000;

  private static final AtomicInteger AWAITED = new AtomicInteger();

  private final Thread hook;

  private Stop(Thread hook) {
    this.hook = hook;
  }

  /**
   * From now until {@link #cancel}, a signal calls {@code cleanUp} and ends the process.
   *
   * @param cleanUp gives the exit code
   */
  static Stop with(IntSupplier cleanUp) {
    Thread hook = new Thread(() -> cleanUpAndHalt(cleanUp), "galopin-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    AWAITED.incrementAndGet();
    return new Stop(hook);
  }

  /** Whether the process is ended by {@link #with}, whatever else ends it as well. */
  static boolean isAwaited() {
    return AWAITED.get() > 0;
  }

  private static void cleanUpAndHalt(IntSupplier cleanUp) {
    boolean failed = LastWords.say();
    AtomicInteger exitCode = new AtomicInteger(Command.FAILED);
    Thread worker = new Thread(() -> exitCode.set(cleanUp.getAsInt()), "galopin-clean-up");
    worker.setDaemon(true);
    worker.start();
    try {
      worker.join(LONGEST_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(failed || worker.isAlive() ? Command.FAILED : exitCode.get());
  }

  /** Waits for the signal that ends the process, or for this thread to be interrupted. */
  public static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException enough) {
      // Whoever runs the command inside another program ends it like this.
    }
  }

  /** From now on, a signal ends the process in the JVM's way. */
  void cancel() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(hook)) {
        AWAITED.decrementAndGet();
      }
    } catch (IllegalStateException alreadyStopping) {
      // The hook has begun: it ends the process.
    }
  }
}
