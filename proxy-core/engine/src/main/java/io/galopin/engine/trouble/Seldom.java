package io.galopin.engine.trouble;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Limits a repeated log message to one every ten seconds, with the number of events since. Every
 * log message that a peer can cause goes through one of these. Thread-safe.
 */
public final class Seldom {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private long silentUntil;
  private long unsaid;
  private boolean said;

  /** Creates a limiter that has logged nothing yet. */
  public Seldom() {}

  /**
   * Counts an event, and logs it unless it was logged a short while ago.
   *
   * @param nanoTime now, in nanoseconds from any fixed point
   * @param line logs it; receives the text to append for events that were not logged: nothing, or
   *     {@code " (and 41 times more since this was last said)"}
   */
  public void say(long nanoTime, Consumer<String> line) {
    long more;
    synchronized (this) {
      if (said && nanoTime - silentUntil < 0) {
        unsaid++;
        return;
      }
      said = true;
      silentUntil = nanoTime + PAUSE;
      more = unsaid;
      unsaid = 0;
    }
    line.accept(
        more == 0
            ? ""
            : " (and %,d %s more since this was last said)"
                .formatted(more, more == 1 ? "time" : "times"));
  }
}
