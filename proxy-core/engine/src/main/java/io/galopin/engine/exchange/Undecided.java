package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one direction that cannot be cut yet: the beginning of a message, or bytes for which
 * there is no room further on. They count as held, so that other connections read less. Used on one
 * event loop.
 */
public final class Undecided {

  /** The bytes that are always allowed; the heads of almost all messages are shorter. */
  private static final int FREE = 16 * 1024;

  /** The most bytes that are collected. */
  private static final int MOST = 256 * 1024;

  private static final int LOOK_MILLIS = 100;

  private final HeldMemory memory;
  private @Nullable ByteBuf bytes;
  private int counted;
  private boolean looksAgain;

  public Undecided(HeldMemory memory) {
    this.memory = memory;
  }

  public boolean isEmpty() {
    return bytes == null;
  }

  public int readableBytes() {
    return bytes == null ? 0 : bytes.readableBytes();
  }

  /**
   * Whether no more bytes may be added until the total held memory shrinks. That is not announced,
   * so {@code look} runs after a while, unless an earlier one is still to run.
   */
  public boolean waitsForOthers(EventLoop loop, Runnable look) {
    boolean waits = counted > FREE && memory.isFull();
    if (waits && !looksAgain) {
      looksAgain = true;
      loop.schedule(
          () -> {
            looksAgain = false;
            look.run();
          },
          LOOK_MILLIS,
          TimeUnit.MILLISECONDS);
    }
    return waits;
  }

  /** Whether more may be collected; otherwise the sender waits. */
  public boolean hasRoom() {
    return readableBytes() < MOST;
  }

  /** Keeps bytes and takes ownership of them. Nothing may be kept before. */
  public void keep(ByteBuf rest) {
    bytes = HoldQueue.compact(rest);
    counted = HoldQueue.root(bytes).capacity();
    memory.add(counted);
  }

  /**
   * Returns the kept bytes followed by {@code more}. Takes ownership of {@code more}; the caller
   * owns the result.
   */
  public ByteBuf with(ByteBuf more) {
    ByteBuf before = take();
    return before == null
        ? more
        : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(more.alloc(), before, more);
  }

  /** Removes and returns the kept bytes; the caller owns them. */
  public @Nullable ByteBuf take() {
    ByteBuf taken = bytes;
    bytes = null;
    if (counted > 0) {
      memory.remove(counted);
      counted = 0;
    }
    return taken;
  }

  /** Releases the kept bytes. */
  public void release() {
    ByteBuf gone = take();
    if (gone != null) {
      gone.release();
    }
  }
}
