package io.galopin.engine.loop;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Sizes read buffers by the size of earlier reads, and smaller when {@link HeldMemory} is short.
 */
final class ModestReads implements RecvByteBufAllocator {

  private final RecvByteBufAllocator usual;
  private final HeldMemory memory;

  ModestReads(RecvByteBufAllocator usual, HeldMemory memory) {
    this.usual = usual;
    this.memory = memory;
  }

  @Override
  @SuppressWarnings("deprecation") // there is no other way to make one's own
  public Handle newHandle() {
    return new Modest((ExtendedHandle) usual.newHandle());
  }

  private final class Modest extends DelegatingHandle implements ExtendedHandle {

    private final ExtendedHandle adaptive;

    Modest(ExtendedHandle adaptive) {
      super(adaptive);
      this.adaptive = adaptive;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      return memory.mostRead(adaptive.guess());
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return adaptive.continueReading(maybeMore);
    }
  }
}
