package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Implemented by a {@link Session} whose protocol has {@linkplain Request#quiet quiet} requests.
 * The threading rules of the session apply.
 */
@Experimental
public interface Probing {

  /**
   * Returns a request that changes nothing and always gets a reply. The engine sends it in place of
   * a request that is to fail after quiet ones. Its reply shows that the quiet requests got none;
   * it is not forwarded.
   *
   * @return the bytes; the engine takes ownership
   */
  ByteBuf probe(ByteBufAllocator allocator);
}
