package io.galopin.api;

import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is whose protocol has words for trouble between the proxy and the backend.
 * Without it, the client's connection is closed then. Used as the session is.
 */
public interface TroubleTelling {

  /**
   * Renders, for the client, that the proxy could not do its work. The text names Galopin, so that
   * nobody takes it for the backend's word or for an injected fault.
   *
   * @param request the request that cannot be carried out
   * @return null if there are no words for this one: the connection is then closed
   */
  @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator);
}
