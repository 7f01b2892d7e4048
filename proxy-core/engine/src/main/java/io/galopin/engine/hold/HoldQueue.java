package io.galopin.engine.hold;

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
public final class HoldQueue {

  /** A piece of work that runs in order. */
  public interface Step {

    /** Does it. */
    void run();

    /** Releases what it owns: it will never run. */
    default void cancel() {}

    /** It has to wait: called once, before that. */
    default void hold() {}

    /** The memory that its bytes pin while it waits, in bytes; asked after {@link #hold}. */
    default int pinned() {
      return 0;
    }

    /**
     * Becomes one with the step that comes right after it; both wait.
     *
     * @param inTime whether that one is due when this is
     * @return false if they stay two
     */
    default boolean absorb(Step next, boolean inTime) {
      return false;
    }
  }

  /** A step that is done bit by bit. It stays the first until it is done. */
  interface Gradual extends Step {

    /** Whether nothing is left of it. */
    boolean done();

    /** When the next bit is due, in the loop's time. */
    long due();

    /**
     * Whether the next bit may be done, if it is due; otherwise it waits for {@link
     * HoldQueue#resume}.
     */
    boolean ready();
  }

  /** A step in line, with the time before which it does not run; {@code pinned} is its cost. */
  private static final class Held {
    final Step step;
    long due;
    int pinned;

    Held(Step step, long due) {
      this.step = step;
      this.due = due;
    }
  }

  private final EventLoop loop;
  private final Executor guard;
  private final HeldMemory memory;
  private final Runnable onRelief;
  private @Nullable ArrayDeque<Held> queue;
  private @Nullable Future<?> timer;
  private long pinned;
  private boolean running;
  private boolean stalled;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param guard runs steps that waited, and deals with what they throw
   * @param onRelief called after held steps have run
   */
  public HoldQueue(EventLoop loop, Executor guard, HeldMemory memory, Runnable onRelief) {
    this.loop = loop;
    this.guard = guard;
    this.memory = memory;
    this.onRelief = onRelief;
  }

  /** The loop's time in nanoseconds, from which due times are counted. */
  public long now() {
    return loop.ticker().nanoTime();
  }

  /** Whether a step that is due runs at once. */
  public boolean isEmpty() {
    return queue == null || queue.isEmpty();
  }

  /** The memory that its steps pin, in bytes. */
  public long pinned() {
    return pinned;
  }

  /** Runs {@code step} when all before it have run, at once if possible. */
  public void submit(Step step) {
    submit(step, now());
  }

  /** Runs {@code step} when all before it have run and it is {@code due} by {@link #now}. */
  public void submit(Step step, long due) {
    if (closed) {
      step.cancel();
    } else if (isEmpty() && due - now() <= 0 && !(step instanceof Gradual)) {
      step.run();
    } else {
      hold(step, due);
    }
  }

  /** Runs {@code step} bit by bit when all before it have run. */
  public void submit(Gradual step) {
    submit(step, step.due());
  }

  private void hold(Step step, long due) {
    if (queue == null) {
      queue = new ArrayDeque<>();
    }
    Held last = queue.peekLast();
    boolean lastRuns = running && queue.size() == 1;
    if (last != null && !lastRuns && last.step.absorb(step, due - last.due <= 0)) {
      count(last, last.step.pinned() + HeldMemory.PIECE);
      // Its first slice may have become longer.
      last.due = last.step instanceof Gradual grown ? grown.due() : last.due;
    } else {
      step.hold();
      // A step that is due before those that it waits for is due with them.
      Held held = new Held(step, last == null || due - last.due > 0 ? due : last.due);
      count(held, step.pinned() + HeldMemory.PIECE);
      queue.addLast(held);
    }
    if (!running && !stalled && timer == null) {
      await(queue.getFirst());
    }
  }

  private void count(Held held, int cost) {
    pinned += cost - held.pinned;
    memory.add(cost - held.pinned);
    held.pinned = cost;
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
        first != null && !closed && !stalled && first.due - now() <= 0;
        first = steps.peekFirst()) {
      runFirst(steps, first);
    }
    running = false;
    if (closed) {
      return;
    }
    if (!stalled && !steps.isEmpty()) {
      await(steps.getFirst());
    }
    onRelief.run();
  }

  private void runFirst(ArrayDeque<Held> steps, Held first) {
    if (first.step instanceof Gradual gradual) {
      if (!gradual.ready()) {
        stalled = true;
        return;
      }
      gradual.run();
      if (!gradual.done() && !closed) {
        first.due = gradual.due();
        return;
      }
      forget(first);
      if (!gradual.done()) {
        gradual.cancel();
      }
    } else {
      forget(first);
      first.step.run();
    }
    steps.pollFirst();
  }

  /** Whether its first step waits for nothing but {@link #resume}. */
  public boolean stalled() {
    return stalled;
  }

  /** There may be room again for what was not {@link Gradual#ready}. */
  public void resume() {
    if (stalled && queue != null && !queue.isEmpty()) {
      stalled = false;
      await(queue.getFirst());
    }
  }

  private void forget(Held held) {
    count(held, 0);
  }

  /** Cancels everything that waits or is submitted later. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    clear();
  }

  /** Cancels everything that waits. Steps that are submitted later run as usual. */
  public void clear() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    stalled = false;
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
   * @param bytes ownership passes to this method
   * @return owned by the caller
   */
  public static ByteBuf compact(ByteBuf bytes) {
    return isCompact(bytes) ? bytes : copy(bytes);
  }

  /** Whether {@link #compact} leaves {@code bytes} as they are. */
  static boolean isCompact(ByteBuf bytes) {
    return bytes.readableBytes() >= root(bytes).capacity() / 2;
  }

  /** The buffer whose memory {@code bytes} pins. */
  public static ByteBuf root(ByteBuf bytes) {
    ByteBuf root = bytes;
    while (root.unwrap() != null) {
      root = root.unwrap();
    }
    return root;
  }

  /**
   * The same bytes in memory of their own.
   *
   * @param bytes ownership passes to this method
   * @return owned by the caller
   */
  static ByteBuf copy(ByteBuf bytes) {
    try {
      return bytes.alloc().buffer(Math.max(1, bytes.readableBytes())).writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }
}
