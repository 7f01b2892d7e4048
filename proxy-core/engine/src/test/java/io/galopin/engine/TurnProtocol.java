package io.galopin.engine;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Raw TCP, for tests of the engine alone. */
final class TurnProtocol implements Protocol {

  @Override
  public boolean optional() {
    return true;
  }

  @Override
  public Session open(Pairing pairing) {
    Turns turns = new Turns(pairing);
    return new Session() {
      @Override
      public void cutRequest(ByteBuf in, Cut cut) {
        turns.cutRequest(in, cut);
      }

      @Override
      public void cutReply(ByteBuf in, Cut cut) {
        turns.cutReply(in, cut);
      }

      @Override
      public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
        return Rendering.reset();
      }
    };
  }
}
