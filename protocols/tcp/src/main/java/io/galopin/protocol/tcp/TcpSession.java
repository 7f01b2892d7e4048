package io.galopin.protocol.tcp;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** One connection. All that is known of it is which side spoke when. */
final class TcpSession implements Session, Attributing {

  private final Turns turns;

  TcpSession(Pairing pairing) {
    turns = new Turns(pairing);
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    return turns.cutRequest(in);
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    return turns.cutReply(in);
  }

  /**
   * The start of a turn, or of what is said in it: at most {@link Attribute.Type#MOST_BYTES} bytes.
   */
  @Override
  public byte[] attribute(Attribute attribute, String name, Message message, ByteBuf head) {
    byte[] first = new byte[Math.min(head.readableBytes(), Attribute.Type.MOST_BYTES)];
    head.getBytes(head.readerIndex(), first);
    return first;
  }

  /** Raw TCP has no error messages, so every failure is a reset. */
  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    return Rendering.reset();
  }
}
