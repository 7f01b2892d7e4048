package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is that can give heads other values of {@linkplain Attribute#writable
 * writable} attributes. Used as the session is.
 */
@Experimental
public interface Rewriting {

  /**
   * The head with other values of attributes: {@link Action.Rewrite}.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @param values as in {@link Action.Rewrite}; those of another moment are to be left out
   * @return handed over to the engine; null if nothing changes
   */
  @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator);
}
