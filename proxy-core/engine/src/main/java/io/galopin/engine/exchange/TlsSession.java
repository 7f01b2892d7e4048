package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A conversation that client and backend have encrypted: turns of bytes, in which nobody can say
 * anything in their place.
 */
final class TlsSession implements Session {

  private final Turns turns;

  TlsSession(Pairing pairing) {
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

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    return Rendering.reset();
  }
}
