package io.galopin.protocol.tcp;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** One connection of which nothing is known but who spoke when. */
final class TcpSession implements Session {

  private final Turns turns;

  TcpSession(Pairing pairing) {
    turns = new Turns(pairing);
  }

  @Override
  public void cutRequest(ByteBuf in, Cut cut) {
    turns.cutRequest(in, cut);
  }

  @Override
  public void cutReply(ByteBuf in, Cut cut) {
    turns.cutReply(in, cut);
  }

  /** Raw TCP has no words, so every failure is a reset. */
  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    return Rendering.reset();
  }
}
