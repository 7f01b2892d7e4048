package io.galopin.engine.loop;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.MessageSizeEstimator;

/**
 * What it costs that bytes wait for a socket to take them, so that a peer that reads nothing is
 * sent as little in small pieces as in large ones.
 */
public final class WeightOfWrites implements MessageSizeEstimator, MessageSizeEstimator.Handle {

  private static final int LITTLE = 2 * 1024;

  @Override
  public Handle newHandle() {
    return this;
  }

  /**
   * A buffer weighs what is in it unless that is very little: those that are read into soon become
   * about as large as what comes.
   */
  @Override
  public int size(Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      return HeldMemory.PIECE;
    }
    int length = bytes.readableBytes();
    return (length >= LITTLE ? length : bytes.capacity()) + HeldMemory.PIECE;
  }
}
