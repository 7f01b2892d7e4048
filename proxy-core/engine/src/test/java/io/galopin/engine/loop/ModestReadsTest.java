package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("deprecation") // as ModestReads itself
class ModestReadsTest {

  private static final int USUAL = 16 * 1024;
  private static final int ALL = 8 * 1024 * 1024;

  private final HeldMemory memory = new HeldMemory(ALL, ALL);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ExtendedHandle handle = handle(256 * 1024);

  @AfterEach
  void close() {
    channel.close();
  }

  private ExtendedHandle handle(int most) {
    return (ExtendedHandle) new ModestReads(most, memory).newHandle();
  }

  private int allocated() {
    ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
    try {
      assertThat(buffer.capacity()).isEqualTo(handle.guess());
      return buffer.capacity();
    } finally {
      buffer.release();
    }
  }

  /** What a channel does. */
  private void read(RecvByteBufAllocator.Handle by, int bytes) {
    by.reset(channel.config());
    by.attemptedBytesRead(by.guess());
    by.lastBytesRead(bytes);
    by.incMessagesRead(1);
    assertThat(by.continueReading()).isFalse();
    by.readComplete();
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
  void growWhenFilledAndShrinkWhenTwoReadsAreSmall() {
    read(handle, USUAL);
    assertThat(handle.guess()).isEqualTo(256 * 1024);
    read(handle, 1);
    assertThat(handle.guess()).isEqualTo(128 * 1024);
  }

  @Test
  void keepOneSizeIfThatIsLessThanTheLeast() {
    ExtendedHandle fixed = handle(100);
    read(fixed, 100);
    read(fixed, 1);
    read(fixed, 1);
    assertThat(fixed.guess()).isEqualTo(100);
  }

  /** What a toxic sees as one piece must not change. */
  @ParameterizedTest
  @ValueSource(ints = {512, 1000, 20_000, 100_000, 256 * 1024})
  void areThoseOfNettyWhateverComes(int most) {
    ExtendedHandle ours = handle(most);
    RecvByteBufAllocator.Handle nettys =
        new AdaptiveRecvByteBufAllocator(512, Math.min(USUAL, most), most).newHandle();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      int room = nettys.guess();
      assertThat(ours.guess()).isEqualTo(room);
      int bytes =
          switch (random.nextInt(4)) {
            case 0 -> room;
            case 1 -> random.nextInt(room);
            case 2 -> random.nextInt(600) % room;
            default -> -1;
          };
      read(ours, bytes);
      read(nettys, bytes);
    }
  }
}
