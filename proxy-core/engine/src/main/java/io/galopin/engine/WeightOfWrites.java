package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.MessageSizeEstimator;

/**
 * What it costs that bytes wait for a socket to take them, so that a peer that reads nothing is
 * sent as little in small pieces as in large ones.
 */
final class WeightOfWrites implements MessageSizeEstimator, MessageSizeEstimator.Handle {

  @Override
  public Handle newHandle() {
    return this;
  }

  /** A buffer weighs what is in it unless that is little of it. */
  @Override
  public int size(Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      return HeldMemory.PIECE;
    }
    int length = bytes.readableBytes();
    return (length >= bytes.capacity() / 2 ? length : bytes.capacity()) + HeldMemory.PIECE;
  }
}
