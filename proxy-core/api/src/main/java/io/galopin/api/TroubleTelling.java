package io.galopin.api;

import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} whose protocol can express trouble between the proxy and the
 * backend. Without it, the client's connection is closed on trouble. The threading rules of the
 * session apply.
 */
public interface TroubleTelling {

  /**
   * Renders trouble for the client. The text names Galopin, so that nobody mistakes it for the
   * backend's reply or for an injected fault.
   *
   * @param request the request that cannot be carried out
   * @return null if the protocol cannot express this trouble; the connection is then closed
   */
  @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator);

  /**
   * Like {@link #tell(Trouble, Request, ByteBufAllocator)}, for a client whose bytes so far belong
   * to no exchange: {@link Cut#pass}. It may wait for an answer to them all the same, such as to a
   * wish for TLS. Called when there will be no backend, and again when such bytes come later.
   *
   * @return null if the client waits for nothing; it may then go on
   */
  default @Nullable Rendering tell(Trouble trouble, ByteBufAllocator allocator) {
    return null;
  }
}
