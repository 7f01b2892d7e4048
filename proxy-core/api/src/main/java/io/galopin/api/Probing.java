package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What a {@link Session} is whose protocol has {@linkplain Request#quiet quiet} requests. Used as
 * the session is.
 */
@Experimental
public interface Probing {

  /**
   * A request that changes nothing and is always answered. The engine sends it in place of one that
   * is to fail behind quiet ones, so that their silence can be told; its reply is not forwarded.
   *
   * @return handed over to the engine
   */
  ByteBuf probe(ByteBufAllocator allocator);
}
