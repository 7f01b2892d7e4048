package io.galopin.app.run;

import io.galopin.app.console.Command;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Makes SIGINT and SIGTERM stop the process cleanly, with the exit code of the clean-up.
 *
 * <p>After a signal, a JVM runs its shutdown hooks and exits with 128 plus the signal's number.
 * This hook cleans up and halts the JVM itself, because that sets the exit code. It waits at most
 * {@value #LONGEST_MILLIS} ms for the clean-up.
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
   * @param cleanUp returns the exit code
   */
  static Stop with(IntSupplier cleanUp) {
    Thread hook = new Thread(() -> cleanUpAndHalt(cleanUp), "galopin-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    AWAITED.incrementAndGet();
    return new Stop(hook);
  }

  /** Whether the hook of {@link #with} ends the process, even if something else ends it too. */
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

  /** Blocks until a signal ends the process or this thread is interrupted. */
  public static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException enough) {
      // A program that runs the command on a thread of its own interrupts that thread.
    }
  }

  /** Removes the hook, so that a signal ends the process as the JVM does it. */
  void cancel() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(hook)) {
        AWAITED.decrementAndGet();
      }
    } catch (IllegalStateException alreadyStopping) {
      // The hook is running already and ends the process.
    }
  }
}
