package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one direction and cannot be cut yet: the beginning of a message, or what there
 * is no room for behind. It is counted as held, so that others read less. Used on one event loop.
 */
public final class Undecided {

  /** So much may be there in any case: the heads of almost all messages are shorter. */
  private static final int FREE = 16 * 1024;

  private final HeldMemory memory;
  private @Nullable ByteBuf bytes;
  private int counted;

  public Undecided(HeldMemory memory) {
    this.memory = memory;
  }

  public boolean isEmpty() {
    return bytes == null;
  }

  public int readableBytes() {
    return bytes == null ? 0 : bytes.readableBytes();
  }

  /** Whether there is so much that what is held in all has to become less before there is more. */
  public boolean waitsForOthers() {
    return counted > FREE && memory.isFull();
  }

  /** Keeps bytes, which are handed over, where there were none. */
  public void keep(ByteBuf rest) {
    bytes = HoldQueue.compact(rest);
    counted = HoldQueue.root(bytes).capacity();
    memory.add(counted);
  }

  /** What there is, followed by {@code more}, which is handed over; owned by the caller. */
  public ByteBuf with(ByteBuf more) {
    ByteBuf before = take();
    return before == null
        ? more
        : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(more.alloc(), before, more);
  }

  /** What there is, owned by the caller; nothing is left. */
  public @Nullable ByteBuf take() {
    ByteBuf taken = bytes;
    bytes = null;
    if (counted > 0) {
      memory.remove(counted);
      counted = 0;
    }
    return taken;
  }

  /** Lets it go. */
  public void release() {
    ByteBuf gone = take();
    if (gone != null) {
      gone.release();
    }
  }
}
