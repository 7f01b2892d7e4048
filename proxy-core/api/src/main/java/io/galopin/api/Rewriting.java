package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} that can change {@linkplain Attribute#writable writable}
 * attributes in heads. The threading rules of the session apply.
 */
@Experimental
public interface Rewriting {

  /**
   * Returns the head with changed attributes: {@link Action.Rewrite}.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @param values as in {@link Action.Rewrite}; ignore those of another moment
   * @return the new head, owned by the engine; null if nothing changes
   */
  @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator);
}
