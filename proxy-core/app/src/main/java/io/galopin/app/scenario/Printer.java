package io.galopin.app.scenario;

import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Prints on a thread of its own, so that a terminal that takes nothing holds up nobody. What it
 * does not take for long is let go, and counted. Thread-safe.
 */
final class Printer implements AutoCloseable {

  private static final int MOST = 1000;
  private static final long PATIENCE_MILLIS = 2000;

  private final PrintStream out;
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST);
  private final Thread thread = new Thread(this::print, "galopin-scenario-print");
  private volatile boolean closed;
  private volatile boolean printing;
  private long letGo;

  Printer(PrintStream out) {
    this.out = out;
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether all is printed. */
  boolean isIdle() {
    return waiting.isEmpty() && !printing;
  }

  /** Prints a text soon. */
  synchronized void print(String text) {
    String missing = letGo == 0 ? "" : "(" + letGo + " lines were let go)" + System.lineSeparator();
    if (waiting.offer(missing + text)) {
      letGo = 0;
    } else {
      letGo++;
    }
  }

  private void print() {
    try {
      while (!closed || !waiting.isEmpty()) {
        String text = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (text != null) {
          printing = true;
          out.print(text);
          out.flush();
          printing = false;
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all is printed, but not for long. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
