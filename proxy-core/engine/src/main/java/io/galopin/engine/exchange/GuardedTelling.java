package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session tell clients of trouble, checks what it says, and catches its failures, like
 * {@link GuardedSession}.
 *
 * @param asked whose session is asked now
 */
record GuardedTelling(Supplier<Speaker> asked) {

  /** See {@link TroubleTelling#tell}; null if the protocol cannot express trouble. */
  @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    TroubleTelling telling = asked.get().telling();
    try {
      return checked(telling == null ? null : telling.tell(trouble, request, allocator));
    } catch (Throwable thrown) {
      throw asked.get().failure("tell", thrown);
    }
  }

  /** See {@link TroubleTelling#tell(Trouble, ByteBufAllocator)}; null if no client waits. */
  @Nullable Rendering tell(Trouble trouble, ByteBufAllocator allocator) {
    TroubleTelling telling = asked.get().telling();
    try {
      return checked(telling == null ? null : telling.tell(trouble, allocator));
    } catch (Throwable thrown) {
      throw asked.get().failure("tell", thrown);
    }
  }

  private static @Nullable Rendering checked(@Nullable Rendering rendering) {
    return rendering == null ? null : CutCheck.whole(rendering);
  }

  /** Whether {@link #tell} may return an answer. */
  boolean isPossible() {
    return asked.get().telling() != null;
  }
}
