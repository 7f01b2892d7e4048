package io.galopin.engine.toxic;

import io.galopin.api.Move;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A toxic at work on a link, with the bytes that wait for its decision, in order. Used on only one
 * event loop.
 *
 * <p>Bytes that pass at once are never queued. Waiting bytes are counted by the memory that they
 * pin; at the limit, reading from the link stops.
 */
final class ToxicStage implements Outlet {

  private final StageChain chain;
  private final StagePlace place;
  private final StageQueue queue;
  private final StageRecord record;
  private ToxicSpec spec;
  private GuardedStage stage;
  private Outlet next;
  private boolean waiting;
  private boolean stalled;
  private boolean leaving;
  private boolean finished;

  ToxicStage(StageChain chain, ToxicSpec spec, Outlet next) {
    this.chain = chain;
    this.spec = spec;
    this.next = next;
    this.queue = new StageQueue(chain::pinned);
    this.record = new StageRecord(chain, spec);
    this.place = new StagePlace(chain, record, spec.name(), this::goOn, this::onAlarm);
    this.stage = GuardedStage.open(spec, place, null, this::failed);
  }

  ToxicSpec spec() {
    return spec;
  }

  void next(Outlet outlet) {
    next = outlet;
  }

  @Override
  public void write(ByteBuf bytes) {
    if (finished) {
      bytes.release();
      return;
    }
    arrived();
    long now = place.clock();
    place.bytesCame();
    if (queue.isEmpty()) {
      int length = bytes.readableBytes();
      Move move = stage.onBytes(length, now, now);
      if (move.kind() == Move.Kind.PASS && move.bytes() >= length) {
        record.passed(length);
        next.write(bytes);
        return;
      }
      if (move.kind() == Move.Kind.DROP && move.bytes() >= length) {
        record.acts();
        record.dropped(length);
        bytes.release();
        return;
      }
      queue.add(bytes, now);
      carryOut(move);
    } else {
      queue.add(bytes, now);
    }
    run(now);
  }

  private void arrived() {
    if (record.reached()) {
      chain.came(this, spec);
    }
  }

  /** Called when something first reached an earlier toxic. */
  void cameBefore(ToxicSpec earlier) {
    record.cameBefore(earlier);
  }

  /** Whether the toxic wants no more bytes to be read until some have gone on from here. */
  boolean full() {
    return queue.pinned() > 0 && queue.pinned() >= stage.readAhead();
  }

  @Override
  public void mark(Runnable action) {
    add(action);
  }

  @Override
  public void end() {
    arrived();
    add(null);
  }

  /** Queues a mark after everything that has arrived, or the end if {@code mark} is null. */
  private void add(@Nullable Runnable mark) {
    long now = place.clock();
    queue.add(now, mark);
    run(now);
  }

  /**
   * Asks about the oldest bytes repeatedly, until they have to wait, nothing is left, or there is
   * no room further on.
   */
  private void run() {
    run(place.clock());
  }

  private void run(long began) {
    long now = began;
    for (StageQueue.Held oldest = queue.oldest();
        oldest != null && !waiting;
        oldest = queue.oldest()) {
      if (!leaving && oldest.bytes() != null && !chain.hasRoomBehind(this)) {
        stalled = true;
        return;
      }
      if (oldest.mark() != null) {
        queue.remove();
        next.mark(oldest.mark());
      } else {
        carryOut(
            oldest.bytes() == null
                ? stage.onEnd(oldest.arrived(), now)
                : stage.onBytes(oldest.bytes().readableBytes(), oldest.arrived(), now));
        now = place.clock();
      }
    }
  }

  private void carryOut(Move move) {
    StageQueue.Held oldest = Objects.requireNonNull(queue.oldest());
    switch (move.kind()) {
      case PASS -> pass(oldest, move.bytes());
      case DROP -> drop(oldest, move.bytes());
      case WAIT -> waitUntil(move.until());
      case STAY -> {
        record.acts();
        waiting = true;
      }
      case CLOSE -> close();
      case RESET -> reset();
    }
  }

  private void pass(StageQueue.Held oldest, int count) {
    if (oldest.bytes() == null) {
      queue.remove();
      finished = true;
      next.end();
      return;
    }
    int length = Math.min(count, oldest.bytes().readableBytes());
    record.passed(length);
    if (length < oldest.bytes().readableBytes()) {
      record.acts();
    }
    next.write(queue.take(length));
  }

  /** Never of the end: the guard does not let a toxic say so. */
  private void drop(StageQueue.Held oldest, int count) {
    int length = Math.min(count, Objects.requireNonNull(oldest.bytes()).readableBytes());
    record.acts();
    record.dropped(length);
    queue.take(length).release();
  }

  private void waitUntil(long time) {
    record.acts();
    waiting = true;
    record.waited();
    place.wakeAt(time);
  }

  private void goOn() {
    waiting = false;
    run();
    chain.moved();
  }

  /** Whether it could pass something on if there were room. */
  boolean stalled() {
    return stalled;
  }

  /** Called when there may be room for waiting bytes. */
  void resume() {
    if (stalled) {
      stalled = false;
      run();
    }
  }

  /** Returns the memory of what waits here, in bytes. */
  long pinned() {
    return queue.pinned();
  }

  private void close() {
    record.acts();
    queue.clear();
    finished = true;
    // After the bytes that have passed, because later toxics may hold those.
    next.mark(chain.controls()::closeSides);
  }

  private void reset() {
    record.acts();
    chain.controls().reset();
  }

  /**
   * Replaces the toxic of the same name, if it has changed; it is asked again about waiting bytes.
   */
  void become(ToxicSpec changed) {
    boolean same = changed.toxic() == spec.toxic();
    spec = changed;
    record.become(changed);
    if (same) {
      return;
    }
    GuardedStage before = stage;
    cancelTimers();
    stage = GuardedStage.open(changed, place, before, this::failed);
    run();
  }

  /** Removes itself from the chain: waiting bytes go on, or the connection ends. */
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
    record.end();
  }

  /** Called when the toxic has failed: it no longer acts, and waiting bytes go on soon. */
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

  /** Called when the connection has ended. */
  void abandon() {
    cancelTimers();
    queue.clear();
    finished = true;
    record.end();
  }

  private void cancelTimers() {
    waiting = false;
    place.cancel();
  }

  private void onAlarm() {
    Move move = stage.onAlarm();
    if (move.kind() == Move.Kind.CLOSE) {
      close();
      chain.moved();
    } else if (move.kind() == Move.Kind.RESET) {
      reset();
    }
  }
}
