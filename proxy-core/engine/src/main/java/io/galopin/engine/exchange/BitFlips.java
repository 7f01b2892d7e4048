package io.galopin.engine.exchange;

import io.netty.buffer.ByteBuf;
import java.util.function.ToDoubleFunction;

/**
 * Flips one bit in every {@code every} bytes of a reply. The places follow from the seed and do not
 * depend on how the bytes arrive. The first is in the first byte, so that short replies are hit,
 * too. Used on only one event loop.
 */
final class BitFlips {

  private final ToDoubleFunction<String> draws;
  private final Firings.Shaping by;
  private final int every;
  private long window;
  private long next;
  private long at;

  /**
   * Has flipped nothing yet.
   *
   * @param draws a number from 0 (inclusive) to 1 (exclusive) for one purpose
   * @param by the decision that asked for it
   */
  BitFlips(ToDoubleFunction<String> draws, Firings.Shaping by, int every) {
    this.draws = draws;
    this.by = by;
    this.every = every;
  }

  /** Returns the decision that asked for it. */
  Firings.Shaping by() {
    return by;
  }

  /** Whether the first change falls into the next {@code length} bytes. */
  boolean isFirstWithin(int length) {
    return window == 0 && next < at + length;
  }

  @Override
  public String toString() {
    return "turn over a bit in each " + every + " bytes";
  }

  /**
   * Flips the bits that are due in the next bytes.
   *
   * @param bytes ownership passes to this method
   * @return owned by the caller
   */
  ByteBuf apply(ByteBuf bytes) {
    int length = bytes.readableBytes();
    if (next >= at + length) {
      at += length;
      return bytes;
    }
    // The bytes that were read may be shared.
    ByteBuf changed = bytes.alloc().buffer(length).writeBytes(bytes);
    bytes.release();
    while (next < at + length) {
      int index = changed.readerIndex() + (int) (next - at);
      changed.setByte(index, changed.getByte(index) ^ 1 << (int) (draw("bit") * Byte.SIZE));
      window++;
      next = window * every + (long) (draw("place") * every);
    }
    at += length;
    return changed;
  }

  private double draw(String what) {
    return draws.applyAsDouble(what + "." + window);
  }
}
