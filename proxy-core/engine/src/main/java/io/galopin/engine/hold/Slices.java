package io.galopin.engine.hold;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Bytes that go on at a limited rate, in slices that are each cut off when they are due. Used on
 * one event loop only.
 */
public final class Slices implements HoldQueue.Gradual {

  /** How long a slice takes about. */
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long rate;
  private final long start;
  private final Object of;
  private final BooleanSupplier room;
  private final Consumer<ByteBuf> then;
  private ByteBuf bytes;
  private long gone;
  private boolean own;
  private boolean done;

  /**
   * Owns {@code bytes} until they have gone.
   *
   * @param of what they are a part of
   * @param rate in bytes per second
   * @param start when the first byte begins to go, in the loop's time
   * @param room whether slices may go on now
   * @param then receives each slice
   */
  public Slices(
      ByteBuf bytes,
      Object of,
      long rate,
      long start,
      BooleanSupplier room,
      Consumer<ByteBuf> then) {
    this.bytes = bytes;
    this.rate = rate;
    this.start = start;
    this.of = of;
    this.room = room;
    this.then = then;
  }

  private long timeOf(long count) {
    return (long) ((double) count / rate * SECOND);
  }

  /** When the last byte has gone, if none has to wait for room. */
  public long end() {
    return start + timeOf(gone + bytes.readableBytes());
  }

  private int slice() {
    double most = (double) rate * SLICE / SECOND;
    return (int) Math.min(bytes.readableBytes(), Math.max(1, most));
  }

  @Override
  public long due() {
    return start + timeOf(gone + slice());
  }

  @Override
  public boolean ready() {
    return room.getAsBoolean();
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void run() {
    int slice = slice();
    gone += slice;
    done = slice == bytes.readableBytes();
    then.accept(done ? bytes : bytes.readRetainedSlice(slice));
  }

  @Override
  public void cancel() {
    bytes.release();
  }

  @Override
  public void hold() {
    own = !HoldQueue.isCompact(bytes);
    bytes = HoldQueue.compact(bytes);
  }

  @Override
  public int pinned() {
    return own ? bytes.capacity() : HoldQueue.root(bytes).capacity();
  }

  /** Takes in small bytes whose time begins when that of these ends. */
  @Override
  public boolean absorb(HoldQueue.Step next, boolean inTime) {
    if (gone > 0 || !(next instanceof Slices more) || more.of != of || more.start != end()) {
      return false;
    }
    ByteBuf joined = more.rate == rate ? Portion.joined(bytes, own, more.bytes) : null;
    if (joined == null) {
      return false;
    }
    bytes = joined;
    own = true;
    return true;
  }
}
