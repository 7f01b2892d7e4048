package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ModestReadsTest {

  private static final int USUAL = 64 * 1024;
  private static final int ALL = 2 * 1024 * 1024;

  private final HeldMemory memory = new HeldMemory(ALL, ALL);

  @SuppressWarnings("deprecation") // as ModestReads itself
  private final ExtendedHandle handle =
      (ExtendedHandle)
          new ModestReads(new FixedRecvByteBufAllocator(USUAL).maxMessagesPerRead(2), memory)
              .newHandle();

  private int allocated() {
    ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
    try {
      assertThat(buffer.capacity()).isEqualTo(handle.guess());
      return buffer.capacity();
    } finally {
      buffer.release();
    }
  }

  @Test
  void readAsMuchAsUsualWhileThereIsRoom() {
    assertThat(allocated()).isEqualTo(USUAL);
    memory.add(ALL - 16 * USUAL);
    assertThat(allocated()).isEqualTo(USUAL);
  }

  @Test
  void readLessTheLessRoomThereIsButNeverNothing() {
    memory.add(ALL - 8 * USUAL);
    assertThat(allocated()).isEqualTo(USUAL / 2);
    memory.add(8 * USUAL);
    assertThat(allocated()).isEqualTo(4 * 1024);
    memory.add(ALL);
    assertThat(allocated()).isEqualTo(4 * 1024);
  }

  @Test
  void goOnWhileTheUsualOnesWould() {
    EmbeddedChannel channel = new EmbeddedChannel();
    handle.reset(channel.config());
    handle.attemptedBytesRead(100);
    handle.lastBytesRead(100);
    handle.incMessagesRead(1);
    assertThat(handle.continueReading(() -> true)).isTrue();
    assertThat(handle.continueReading(() -> false)).isFalse();
    handle.incMessagesRead(1);
    assertThat(handle.continueReading(() -> true)).isFalse();
    channel.close();
  }
}
