package io.galopin.engine.loop;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Sizes read buffers by the size of earlier reads, and smaller when {@link HeldMemory} is short. A
 * buffer that was filled is followed by one sixteen times as large. When two reads in a row would
 * have fit into half of it, the next is half as large. A socket is read once, and then others have
 * their turn.
 *
 * <p>The sizes are those of Netty's own. One object per socket keeps what four of Netty's did.
 */
final class ModestReads implements RecvByteBufAllocator {

  private static final int LEAST = 512;
  private static final int FIRST = 16 * 1024;
  private static final int GROWTH = 16;

  private final int least;
  private final int most;
  private final HeldMemory memory;

  /**
   * Reads at most a number of bytes at a time.
   *
   * @param most rounded down to a power of two; below 512, all buffers have this size
   */
  ModestReads(int most, HeldMemory memory) {
    this.least = Math.min(LEAST, most);
    this.most = most < LEAST ? most : Integer.highestOneBit(most);
    this.memory = memory;
  }

  @Override
  @SuppressWarnings("deprecation") // there is no other way to make one's own
  public Handle newHandle() {
    return new Modest();
  }

  private final class Modest implements ExtendedHandle {

    private int size = Math.min(FIRST, most);
    private int attempted;
    private int last;
    private int total;
    private boolean small;

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      return memory.mostRead(size);
    }

    @Override
    public void reset(ChannelConfig config) {
      total = 0;
    }

    @Override
    public void incMessagesRead(int count) {}

    @Override
    public void attemptedBytesRead(int bytes) {
      attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
      return attempted;
    }

    @Override
    public void lastBytesRead(int bytes) {
      last = bytes;
      total += Math.max(0, bytes);
      if (bytes == attempted) {
        learn(bytes);
      }
    }

    @Override
    public int lastBytesRead() {
      return last;
    }

    @Override
    public boolean continueReading() {
      return false;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return false;
    }

    @Override
    public void readComplete() {
      learn(total);
    }

    private void learn(int bytes) {
      if (bytes >= size) {
        size = (int) Math.min(most, (long) size * GROWTH);
        small = false;
      } else if (bytes <= size / 2) {
        size = small ? Math.max(least, size / 2) : size;
        small = !small;
      }
    }
  }
}
