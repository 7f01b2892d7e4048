package io.galopin.api;

import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} whose protocol has messages that nobody asks for, as {@linkplain
 * ProtocolFactory#notices declared} by its factory. The threading rules of the session apply.
 */
@Experimental
public interface Noticing {

  /**
   * Renders a notice for the client: {@link Action.Notice}. It is sent right away, between two
   * replies.
   *
   * @param notice named by one of the protocol's {@linkplain ProtocolFactory#notices notices}
   * @param after the exchange to whose reply the notice is due; valid during this call
   * @return the bytes and what happens to the connection after them; null if this client cannot be
   *     told (a push to a client that speaks RESP2)
   */
  @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator);
}
