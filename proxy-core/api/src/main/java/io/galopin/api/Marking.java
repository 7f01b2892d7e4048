package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} that can say in a reply which faults have touched it. The
 * threading rules of the session apply.
 */
@Experimental
public interface Marking {

  /**
   * Returns a reply that says so.
   *
   * @param reply the head of a reply that passes after a delay, or the whole answer that {@link
   *     Session#render} made; lent for this call; its indices are not moved
   * @param faults at least one
   * @return owned by the engine; null if nothing changes
   */
  @Nullable ByteBuf mark(ByteBuf reply, List<Fault> faults, ByteBufAllocator allocator);

  /**
   * Who did something to the exchange.
   *
   * @param rule the name of the rule; any characters, empty for a plain mix
   * @param behavior the name of the behavior
   */
  record Fault(String rule, String behavior) {}
}
