package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} whose backend must get a substitute for some requests that are
 * to fail, because nothing else would end what the request would have ended (Redis's {@code EXEC}).
 * The threading rules of the session apply.
 */
@Experimental
public interface Substituting {

  /**
   * Returns what the backend gets in place of a request that is to fail. A substitute must have a
   * reply if the request would have had one. The reply is not forwarded.
   *
   * @return the bytes, owned by the engine; null if the backend gets nothing
   */
  @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator);

  /**
   * Like {@link #substitute(Request, ByteBufAllocator)}, for protocols in which that depends on the
   * failure: some undo a transaction, others one statement. The engine calls this one.
   *
   * @param failure what the client gets; valid during this call
   */
  default @Nullable ByteBuf substitute(
      Request request, Failure failure, ByteBufAllocator allocator) {
    return substitute(request, allocator);
  }
}
