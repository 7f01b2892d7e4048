package io.galopin.engine.hold;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are handled in order. While they wait, small portions that belong together are merged.
 * Used on only one event loop.
 */
public final class Portion implements HoldQueue.Step {

  /** Larger portions are not merged: the copy would cost more than it saves. */
  private static final int SMALL = 2 * 1024;

  /** The most bytes of a merged portion. */
  private static final int MOST = 16 * 1024;

  private final @Nullable Object of;
  private Consumer<ByteBuf> then;
  private ByteBuf bytes;
  private boolean last;
  private boolean own;

  /**
   * Owns {@code bytes} until its turn.
   *
   * @param of what they are a portion of: with others of the same they may become one; null if not
   * @param last whether they are the last of it
   * @param then receives the bytes
   */
  public Portion(ByteBuf bytes, @Nullable Object of, boolean last, Consumer<ByteBuf> then) {
    this.bytes = bytes;
    this.of = of;
    this.last = last;
    this.then = then;
  }

  @Override
  public void run() {
    then.accept(bytes);
  }

  /** The bytes, which are the caller's from now on. */
  public ByteBuf take() {
    return bytes;
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

  @Override
  public boolean absorb(HoldQueue.Step next, boolean inTime) {
    if (!inTime || last || of == null || !(next instanceof Portion more) || more.of != of) {
      return false;
    }
    ByteBuf joined = joined(bytes, own, more.bytes);
    if (joined == null) {
      return false;
    }
    bytes = joined;
    own = true;
    last = more.last;
    then = more.then;
    return true;
  }

  /**
   * Returns bytes that wait with those that come right after them, if both are few enough.
   *
   * @param own whether the first are in memory of their own, which can grow
   * @return one buffer in place of both; null if they stay two, and then neither has changed
   */
  static @Nullable ByteBuf joined(ByteBuf bytes, boolean own, ByteBuf more) {
    int length = more.readableBytes();
    if (length > SMALL
        || bytes.readableBytes() > MOST - length
        || (!own && bytes.readableBytes() > SMALL)) {
      return null;
    }
    ByteBuf joined = own ? bytes : HoldQueue.copy(bytes);
    joined.writeBytes(more);
    more.release();
    return joined;
  }
}
