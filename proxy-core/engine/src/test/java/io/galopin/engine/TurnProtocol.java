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
import java.util.concurrent.atomic.AtomicInteger;

/** Raw TCP, for tests of the engine. */
public final class TurnProtocol implements Protocol {

  /** How often any session was asked to cut bytes. */
  final AtomicInteger asked = new AtomicInteger();

  @Override
  public boolean optional() {
    return true;
  }

  @Override
  public Session open(Pairing pairing) {
    Turns turns = new Turns(pairing);
    return new Session() {
      @Override
      public Cut cutRequest(ByteBuf in) {
        asked.incrementAndGet();
        return turns.cutRequest(in);
      }

      @Override
      public Cut cutReply(ByteBuf in) {
        asked.incrementAndGet();
        return turns.cutReply(in);
      }

      @Override
      public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
        return Rendering.reset();
      }
    };
  }
}
