package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is for whose backend it is not enough never to see a request that is to
 * fail, because nothing else would end what that was to end (Redis's {@code EXEC}). Used as the
 * session is.
 */
@Experimental
public interface Substituting {

  /**
   * What the backend gets in place of a request that is to fail. Its reply, which is to be expected
   * if one to the request was, is not forwarded.
   *
   * @return handed over to the engine; null if the backend gets nothing
   */
  @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator);
}
