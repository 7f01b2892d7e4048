package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one link that wait for their time, in order. A step never overtakes an earlier one,
 * and each is due counted from its own arrival, so that delays overlap. Used on one event loop
 * only.
 */
final class HoldQueue {

  /** Something that is done in its turn. */
  interface Step {

    /** Does it. */
    void run();

    /** Releases what it owns: it will never run. */
    default void cancel() {}

    /**
     * It has to wait: called once, before that.
     *
     * @return the memory that it pins while it waits, in bytes
     */
    default int hold() {
      return 0;
    }
  }

  private record Held(Step step, long due, int pinned) {}

  private final EventLoop loop;
  private final Executor guard;
  private final HeldMemory memory;
  private final Runnable onRelief;
  private @Nullable ArrayDeque<Held> queue;
  private @Nullable Future<?> timer;
  private long pinned;
  private boolean running;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param guard runs steps that waited, and deals with what they throw
   * @param onRelief called after held steps have run
   */
  HoldQueue(EventLoop loop, Executor guard, HeldMemory memory, Runnable onRelief) {
    this.loop = loop;
    this.guard = guard;
    this.memory = memory;
    this.onRelief = onRelief;
  }

  /** The loop's time in nanoseconds, from which due times are counted. */
  long now() {
    return loop.ticker().nanoTime();
  }

  /** Whether a step that is due runs at once. */
  boolean isEmpty() {
    return queue == null || queue.isEmpty();
  }

  /** The memory that its steps pin, in bytes. */
  long pinned() {
    return pinned;
  }

  /** Runs {@code step} when all before it have run, at once if possible. */
  void submit(Step step) {
    submit(step, now());
  }

  /** Runs {@code step} when all before it have run and it is {@code due} by {@link #now}. */
  void submit(Step step, long due) {
    if (closed) {
      step.cancel();
    } else if (isEmpty() && due - now() <= 0) {
      step.run();
    } else {
      hold(new Held(step, due, step.hold()));
    }
  }

  private void hold(Held held) {
    if (queue == null) {
      queue = new ArrayDeque<>();
    }
    queue.addLast(held);
    pinned += held.pinned;
    memory.add(held.pinned);
    if (!running && timer == null) {
      await(queue.getFirst());
    }
  }

  private void await(Held first) {
    timer =
        loop.schedule(
            () -> guard.execute(this::runDue),
            Math.max(0, first.due - now()),
            TimeUnit.NANOSECONDS);
  }

  private void runDue() {
    timer = null;
    ArrayDeque<Held> steps = queue;
    if (steps == null) {
      return;
    }
    // A step stays first while it runs: what it submits lines up behind it.
    running = true;
    for (Held first = steps.peekFirst();
        first != null && !closed && first.due - now() <= 0;
        first = steps.peekFirst()) {
      forget(first);
      first.step.run();
      steps.pollFirst();
    }
    running = false;
    if (closed) {
      return;
    }
    if (!steps.isEmpty()) {
      await(steps.getFirst());
    }
    onRelief.run();
  }

  private void forget(Held held) {
    pinned -= held.pinned;
    memory.remove(held.pinned);
  }

  /** Cancels all that waits, and whatever is submitted from now on. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    clear();
  }

  /** Cancels all that waits. What is submitted from now on is dealt with as ever. */
  void clear() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (queue != null) {
      // The first one is running: it is not to be cancelled, and its memory is accounted for.
      Held current = running ? queue.pollFirst() : null;
      for (Held held : queue) {
        forget(held);
        held.step.cancel();
      }
      queue.clear();
      if (current != null) {
        queue.addFirst(current);
      }
    }
  }

  /**
   * The same bytes, in memory of about their own size: a small slice of a large buffer would pin
   * all of it while it waits.
   *
   * @param bytes handed over
   * @return owned by the caller
   */
  static ByteBuf compact(ByteBuf bytes) {
    ByteBuf root = bytes;
    while (root.unwrap() != null) {
      root = root.unwrap();
    }
    int size = bytes.readableBytes();
    if (size >= root.capacity() / 2) {
      return bytes;
    }
    try {
      return bytes.alloc().buffer(Math.max(1, size)).writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }
}
