package io.galopin.engine.loop;

import io.galopin.engine.trouble.PluginFailure;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The current work of one event loop, visible from outside. That loop writes it with two stores per
 * piece of work; {@link LoopWatch} reads it.
 */
public final class Pulse {

  /** A piece of work of a loop. May be called by any thread. */
  public interface Work {

    /** Where it is, for the log: {@code web#3}. */
    String place();

    /**
     * Its plugin that does not return.
     *
     * @param millis for how long it has not
     * @param stack of the loop
     * @return null if no plugin is at work there
     */
    @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack);

    /** Called when a plugin takes so long that it delays others. */
    void slow(PluginFailure failure);

    /**
     * Called when a plugin does not return; the log already says so.
     *
     * @param then the consequence
     */
    void hung(PluginFailure failure, String then);
  }

  private final AtomicReference<@Nullable Work> at = new AtomicReference<>();
  private final AtomicLong beats = new AtomicLong();
  private volatile @Nullable Thread thread;
  private volatile boolean slow;
  private volatile boolean hung;

  /**
   * The loop begins to work for something.
   *
   * @return to be given to {@link #leave}
   */
  public @Nullable Work enter(Work work) {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    Work outer = at.getPlain();
    beat();
    at.lazySet(work);
    return outer;
  }

  /** The loop gets on with what it has begun. */
  public void beat() {
    beats.lazySet(beats.getPlain() + 1);
  }

  /** The loop has done that. */
  public void leave(@Nullable Work outer) {
    at.lazySet(outer);
  }

  /** That for which it works; null if for nothing. */
  @Nullable Work at() {
    return at.get();
  }

  /** How often it has begun something, or got on with it. */
  long beats() {
    return beats.get();
  }

  /** The loop's thread; null if it has never worked. */
  @Nullable Thread thread() {
    return thread;
  }

  /** Whether it has worked on one thing for so long that new connections should go elsewhere. */
  boolean isSlow() {
    return slow;
  }

  /** Whether it has worked on one thing for so long that it may never return. */
  boolean isHung() {
    return hung;
  }

  void state(boolean nowSlow, boolean nowHung) {
    slow = nowSlow;
    hung = nowHung;
  }
}
