package io.galopin.app.exchange;

import io.galopin.app.exchange.Chunks.Chunk;
import io.galopin.app.lines.LinesWriter;
import io.galopin.engine.trace.ExchangeListener;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.journal.exchange.ExchangeLine;
import io.galopin.journal.exchange.LineText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The lines of exchanges that wait to be written. Each event loop has a {@link Lane} of its own, so
 * lines of different loops may be out of order by as much as the writer waits. What waits is
 * bounded; what does not fit is let go, and counted. A line that was written in part is completed.
 */
final class ExchangeLines implements LinesWriter.Source, ExchangeListener {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** How often chunks that are not full are written. */
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** After so many chunks, a line says what was lost even if still more wait. */
  private static final int CHUNKS_BEFORE_LOST = 64;

  private final Chunks chunks;
  private final Runnable whenFull;
  private final Runnable whenFirstLost;
  private final Queue<Chunk> full = new ConcurrentLinkedQueue<>();

  /** By the thread of the loop. */
  private final Map<Thread, Lane> lanes = new ConcurrentHashMap<>();

  private final AtomicLong lost = new AtomicLong();
  private volatile boolean ending;

  // Used by the writer's thread only, until it has ended.
  private final LineText lostLine = new LineText();
  private @Nullable Chunk writing;
  private ByteBuffer pending = NOTHING;
  private long sweptAt = System.nanoTime() - SWEEP_NANOS;
  private int chunksSinceLost;

  /**
   * @param most bytes that may wait
   * @param whenFull called by event loops when a chunk is full; must not wait
   * @param whenFirstLost called on the writer's thread when an exchange was let go for the first
   *     time
   */
  ExchangeLines(long most, Runnable whenFull, Runnable whenFirstLost) {
    this.chunks = new Chunks(most);
    this.whenFull = whenFull;
    this.whenFirstLost = whenFirstLost;
  }

  @Override
  public void finished(FinishedExchange exchange) {
    Lane lane = lanes.get(Thread.currentThread());
    if (lane == null) {
      lane = new Lane(chunks, full);
      lanes.put(Thread.currentThread(), lane);
    }
    if (lane.add(exchange)) {
      whenFull.run();
    }
  }

  @Override
  public ByteBuffer next() {
    if (!pending.hasRemaining()) {
      giveBack();
      pending = chunksSinceLost < CHUNKS_BEFORE_LOST ? NOTHING : lostSoFar();
      Chunk next = pending.hasRemaining() ? null : nextChunk();
      if (next != null) {
        writing = next;
        pending = next.content();
      } else if (!pending.hasRemaining()) {
        pending = lostSoFar();
      }
    }
    return pending;
  }

  private void giveBack() {
    Chunk written = writing;
    if (written != null) {
      chunks.giveBack(written);
      writing = null;
    }
  }

  private @Nullable Chunk nextChunk() {
    Chunk next = full.poll();
    if (next == null && (ending || System.nanoTime() - sweptAt >= SWEEP_NANOS)) {
      sweptAt = System.nanoTime();
      lanes.values().forEach(Lane::sweep);
      next = full.poll();
    }
    chunksSinceLost++;
    return next;
  }

  /** Returns a line with how many were lost since the last one; nothing if none was. */
  private ByteBuffer lostSoFar() {
    chunksSinceLost = 0;
    long nowLost = lanes.values().stream().mapToLong(Lane::lost).sum();
    if (nowLost == 0) {
      return NOTHING;
    }
    lostLine.clear();
    ExchangeLine.appendLost(lostLine, Instant.now(), nowLost);
    byte[] line = new byte[lostLine.length()];
    lostLine.copyTo(line, 0);
    if (lost.getAndAdd(nowLost) == 0) {
      whenFirstLost.run();
    }
    return ByteBuffer.wrap(line);
  }

  /** From now on, what there is is to be written at once. */
  void end() {
    ending = true;
  }

  /** Does nothing: the buffer knows. */
  @Override
  public void written(int written) {}

  /** The next reader gets the line that the last one has seen in part. */
  @Override
  public void begunAnew() {
    int begin = pending.position();
    while (begin > 0 && pending.get(begin - 1) != '\n') {
      begin--;
    }
    pending.position(begin);
  }

  /** How many exchanges were let go, with those that still wait. To be called at the end. */
  long missing() {
    long left = lost.get();
    // The writer may be stuck with it.
    ByteBuffer rest = pending.duplicate();
    while (rest.hasRemaining()) {
      left += rest.get() == '\n' ? 1 : 0;
    }
    for (Lane lane : lanes.values()) {
      lane.sweep();
      left += lane.lost();
    }
    for (Chunk each = full.poll(); each != null; each = full.poll()) {
      left += each.lines();
    }
    return left;
  }
}
