package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Toxic;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.rule.StreamDraws;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.rule.ToxicTally;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A toxic at work on a link: what waits here for its word, in order. Used on one event loop only.
 *
 * <p>Bytes that pass at once are never queued. What waits is counted by the memory that it pins; at
 * the limit the link is read no further.
 */
final class ToxicStage implements Outlet, Toxic.Place {

  /** What a stage needs of its chain. */
  interface Chain {
    /** The connection on which this happens. */
    ConnectionFacts facts();

    Direction direction();

    /** Writes of that connection into the journal. */
    Recorder recorder();

    /** How far the toxics of that connection have come. */
    ToxicSteps steps();

    /** What may be done to that connection. */
    Controls controls();

    /** The memory that waits here has changed by {@code bytes}. */
    void pinned(long bytes);

    /** Whether {@code stage} may pass something on: it does not pile up behind it. */
    boolean hasRoomBehind(ToxicStage stage);

    /** Something went on that nobody was reading for. */
    void moved();

    /** The first has come to {@code stage} since the chain was changed. */
    void came(ToxicStage stage);

    /** How many bytes have come to the first. */
    long bytes();
  }

  /** Bytes with the time of their arrival; or, where {@code bytes} is null, a mark or the end. */
  private record Held(@Nullable ByteBuf bytes, long arrived, int pinned, @Nullable Runnable mark) {}

  /** An alarm within that time, in nanoseconds, comes at once. */
  private static final long AT_ONCE = 1000;

  /** So many of those may be set while no bytes come. */
  private static final int MOST_AT_ONCE = 100;

  private final Chain chain;
  private final StreamDraws draws;

  /** How many bytes of the link had come when it was set. */
  private final long start;

  private final ArrayDeque<Held> queue = new ArrayDeque<>(4);
  private ToxicSpec spec;
  private GuardedStage stage;
  private Outlet next;
  private @Nullable Future<?> timer;
  private @Nullable Future<?> alarm;
  private boolean waiting;
  private boolean stalled;
  private boolean leaving;
  private boolean finished;
  private boolean acted;
  private boolean reached;
  private boolean fired;
  private long pinned;
  private int alarmsAtOnce;
  private long passed;
  private long delayed;
  private long dropped;

  ToxicStage(Chain chain, ToxicSpec spec, Outlet next) {
    this.chain = chain;
    this.spec = spec;
    this.next = next;
    this.start = chain.bytes();
    this.draws =
        new StreamDraws(
            chain.facts().draws(),
            chain.facts().ordinal(),
            "toxic." + chain.direction() + "." + spec.name());
    this.stage = GuardedStage.open(spec, this, null, this::failed);
  }

  ToxicSpec spec() {
    return spec;
  }

  void next(Outlet outlet) {
    next = outlet;
  }

  // What comes.

  @Override
  public void write(ByteBuf bytes) {
    if (finished) {
      bytes.release();
      return;
    }
    arrived();
    long now = now();
    alarmsAtOnce = 0;
    if (queue.isEmpty()) {
      int length = bytes.readableBytes();
      Move move = stage.onBytes(length, now);
      if (move.kind() == Move.Kind.PASS && move.bytes() >= length) {
        passed += length;
        next.write(bytes);
        return;
      }
      if (move.kind() == Move.Kind.DROP && move.bytes() >= length) {
        act();
        dropped += length;
        bytes.release();
        return;
      }
      hold(bytes, now);
      carryOut(move);
    } else {
      hold(bytes, now);
    }
    run();
  }

  private void arrived() {
    if (!reached) {
      reached = true;
      chain.steps().take(spec, ToxicTally.Step.REACHED);
      chain.came(this);
    }
  }

  /** The first has come to one before it. */
  void cameBefore(ToxicStage earlier) {
    chain.steps().take(spec, ToxicTally.Step.BEFORE);
    spec.tally().predecessor(earlier.spec.name());
  }

  private void hold(ByteBuf bytes, long now) {
    ByteBuf compact = HoldQueue.compact(bytes);
    enqueue(new Held(compact, now, compact.capacity() + HeldMemory.PIECE, null));
  }

  private void pin(int bytes) {
    pinned += bytes;
    chain.pinned(bytes);
  }

  /** Whether the toxic wants nothing more to be read before something has gone on from here. */
  boolean full() {
    return pinned > 0 && pinned >= stage.readAhead();
  }

  @Override
  public void mark(Runnable action) {
    enqueue(new Held(null, now(), HeldMemory.PIECE, action));
    run();
  }

  @Override
  public void end() {
    arrived();
    enqueue(new Held(null, now(), HeldMemory.PIECE, null));
    run();
  }

  private void enqueue(Held held) {
    queue.addLast(held);
    pin(held.pinned);
  }

  // What goes.

  /**
   * Asks about the oldest, again and again, until it has to wait, nothing is left, or there is no
   * room for what goes on.
   */
  private void run() {
    for (Held oldest = queue.peekFirst(); oldest != null && !waiting; oldest = queue.peekFirst()) {
      if (!leaving && oldest.bytes != null && !chain.hasRoomBehind(this)) {
        stalled = true;
        return;
      }
      if (oldest.mark != null) {
        remove(oldest);
        next.mark(oldest.mark);
      } else {
        carryOut(
            oldest.bytes == null
                ? stage.onEnd(oldest.arrived)
                : stage.onBytes(oldest.bytes.readableBytes(), oldest.arrived));
      }
    }
  }

  private void carryOut(Move move) {
    Held oldest = queue.getFirst();
    switch (move.kind()) {
      case PASS -> pass(oldest, move.bytes());
      case DROP -> drop(oldest, move.bytes());
      case WAIT -> waitUntil(move.until());
      case STAY -> {
        act();
        waiting = true;
      }
      case CLOSE -> close();
      case RESET -> reset();
    }
  }

  private void pass(Held oldest, int count) {
    if (oldest.bytes == null) {
      remove(oldest);
      finished = true;
      next.end();
      return;
    }
    int length = Math.min(count, oldest.bytes.readableBytes());
    passed += length;
    if (length < oldest.bytes.readableBytes()) {
      act();
      next.write(oldest.bytes.readRetainedSlice(length));
    } else {
      remove(oldest);
      next.write(oldest.bytes);
    }
  }

  private void drop(Held oldest, int count) {
    act();
    if (oldest.bytes == null) {
      remove(oldest);
      return;
    }
    int length = Math.min(count, oldest.bytes.readableBytes());
    dropped += length;
    oldest.bytes.skipBytes(length);
    if (!oldest.bytes.isReadable()) {
      remove(oldest);
      oldest.bytes.release();
    }
  }

  private void remove(Held oldest) {
    queue.removeFirst();
    pin(-oldest.pinned);
  }

  private void waitUntil(long time) {
    act();
    waiting = true;
    delayed++;
    timer =
        chain
            .facts()
            .loop()
            .schedule(
                () -> chain.controls().guard(this::goOn),
                Math.max(0, time - now()),
                TimeUnit.NANOSECONDS);
  }

  private void goOn() {
    timer = null;
    waiting = false;
    run();
    chain.moved();
  }

  /** Whether it could pass something on if there were room. */
  boolean stalled() {
    return stalled;
  }

  /** There may be room for what it could not pass on. */
  void resume() {
    if (stalled) {
      stalled = false;
      run();
    }
  }

  /** What waits here costs so much, in bytes. */
  long pinned() {
    return pinned;
  }

  private void close() {
    act();
    discard();
    finished = true;
    // In its place behind what has passed: the toxics after this one may hold that.
    next.mark(chain.controls()::closeSides);
  }

  private void reset() {
    act();
    chain.controls().reset();
  }

  // What changes.

  /**
   * Takes the place of the toxic of the same name, if it is another; what waits is asked about
   * anew.
   */
  void become(ToxicSpec changed) {
    boolean same = changed.toxic() == spec.toxic();
    spec = changed;
    reached = false;
    fired = false;
    if (same) {
      return;
    }
    GuardedStage before = stage;
    cancelTimers();
    stage = GuardedStage.open(changed, this, before, this::failed);
    run();
  }

  /** Takes itself out of the chain: what waits goes on, or the connection ends. */
  void leave() {
    cancelTimers();
    Move move = stage.onRemoved();
    if (move.kind() == Move.Kind.CLOSE) {
      close();
    } else if (move.kind() == Move.Kind.RESET) {
      reset();
    } else {
      stage.retire();
      leaving = true;
      run();
    }
    summarize();
  }

  /** The toxic has failed: it acts no more, and what waits for its word goes on soon. */
  private void failed(PluginFailure failure) {
    chain.recorder().failed(failure, chain.direction(), spec);
    chain.facts().loop().execute(() -> chain.controls().guard(this::goOnWithout));
  }

  private void goOnWithout() {
    if (!finished) {
      cancelTimers();
      run();
      chain.moved();
    }
  }

  /** The connection has ended. */
  void abandon() {
    cancelTimers();
    discard();
    finished = true;
    summarize();
  }

  private void discard() {
    for (Held held : queue) {
      pin(-held.pinned);
      if (held.bytes != null) {
        held.bytes.release();
      }
    }
    queue.clear();
  }

  private void cancelTimers() {
    waiting = false;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  // What is told of it.

  private void act() {
    if (!fired) {
      fired = true;
      chain.steps().take(spec, ToxicTally.Step.FIRED);
    }
    if (!acted) {
      acted = true;
      chain.recorder().toxicBegan(chain.direction(), spec);
    }
  }

  private void summarize() {
    if (acted) {
      acted = false;
      String totals = passed + " bytes passed, " + dropped + " dropped, " + delayed + " waits";
      chain.recorder().toxicEnded(chain.direction(), spec, totals);
    }
  }

  // What the toxic asks.

  @Override
  public long now() {
    return chain.facts().now();
  }

  @Override
  public void alarmAt(long time) {
    if (time - now() > AT_ONCE) {
      alarmsAtOnce = 0;
    } else if (++alarmsAtOnce > MOST_AT_ONCE) {
      throw new Nonsense(
          "asked again and again for an alarm at once (expected: at a time that is to come)");
    }
    alarm =
        chain
            .facts()
            .loop()
            .schedule(
                () -> chain.controls().guard(this::onAlarm),
                Math.max(0, time - now()),
                TimeUnit.NANOSECONDS);
  }

  private void onAlarm() {
    alarm = null;
    Move move = stage.onAlarm();
    if (move.kind() == Move.Kind.CLOSE) {
      close();
      chain.moved();
    } else if (move.kind() == Move.Kind.RESET) {
      reset();
    }
  }

  @Override
  public double nextDraw() {
    return draws.next(start + passed + dropped);
  }
}
