package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.hold.Slices;
import io.galopin.engine.loop.WeightOfWrites;
import io.galopin.engine.socket.Backlog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what pieces cost while they wait, on virtual time. */
class HeldPiecesTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 20);
  private final List<String> gone = new ArrayList<>();
  private final HoldQueue queue =
      new HoldQueue(channel.eventLoop(), Runnable::run, memory, () -> {});
  private boolean room = true;

  @BeforeEach
  void freezeTime() {
    channel.freezeTime();
  }

  @AfterEach
  void nothingIsHeldAtTheEnd() {
    queue.close();
    assertThat(memory.held()).isZero();
    channel.finishAndReleaseAll();
  }

  private static ByteBuf bytes(String text) {
    ByteBuf read = PooledByteBufAllocator.DEFAULT.buffer(512);
    read.writeCharSequence(text, US_ASCII);
    return read;
  }

  private void go(ByteBuf bytes) {
    gone.add(bytes.toString(US_ASCII));
    bytes.release();
  }

  private void advance(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private void submit(String text, Object of, boolean last) {
    queue.submit(new Portion(bytes(text), of, last, this::go));
  }

  @Test
  void smallPortionsOfTheSameBecomeOne() {
    queue.submit(() -> {}, queue.now() + 1_000_000);
    long before = memory.held();
    for (int i = 0; i < 1_000; i++) {
      submit("x", "a", i == 999);
    }
    assertThat(memory.held() - before).isLessThan(4 * 1024);
    submit("y", "a", false);
    submit("z", "b", false);
    advance(1);
    assertThat(gone).containsExactly("x".repeat(1_000), "y", "z");
  }

  @Test
  void aPortionThatIsDueLaterStaysAlone() {
    queue.submit(new Portion(bytes("a"), this, false, this::go), queue.now() + 1_000_000);
    queue.submit(new Portion(bytes("b"), this, false, this::go), queue.now() + 2_000_000);
    advance(1);
    assertThat(gone).containsExactly("a");
    advance(1);
    assertThat(gone).containsExactly("a", "b");
  }

  @Test
  void portionsThatBecameOneEndAsTheLastOfThemWould() {
    queue.submit(() -> {}, queue.now() + 1_000_000);
    submit("a", this, false);
    queue.submit(
        new Portion(
            bytes("b"),
            this,
            true,
            all -> {
              go(all);
              gone.add("the last");
            }));
    advance(1);
    assertThat(gone).containsExactly("ab", "the last");
  }

  @Test
  void smallSlicesThatFollowEachOtherBecomeOneAndKeepTheirPace() {
    long end = queue.now() + TimeUnit.MILLISECONDS.toNanos(40);
    queue.submit(slices("0123", 100));
    long before = memory.held();
    queue.submit(new Slices(bytes("4567"), this, 100, end, () -> room, this::go));
    assertThat(memory.held() - before).isLessThan(HeldMemory.PIECE);
    for (List<String> all :
        List.of(
            List.of("01"),
            List.of("01", "23"),
            List.of("01", "23", "45"),
            List.of("01", "23", "45", "67"))) {
      advance(19);
      assertThat(gone).hasSize(all.size() - 1);
      advance(1);
      assertThat(gone).isEqualTo(all);
    }
  }

  @Test
  void slicesThatBeginLaterAreNotHurried() {
    queue.submit(slices("01", 100));
    queue.submit(
        new Slices(
            bytes("23"),
            this,
            100,
            queue.now() + TimeUnit.MILLISECONDS.toNanos(500),
            () -> room,
            this::go));
    advance(519);
    assertThat(gone).containsExactly("01");
    advance(1);
    assertThat(gone).containsExactly("01", "23");
  }

  @Test
  void whatIsHeldAloneCostsMoreThanItsBytes() {
    queue.submit(() -> {}, queue.now() + 1_000_000);
    long before = memory.held();
    for (int i = 0; i < 1_000; i++) {
      submit("x", i, true);
    }
    assertThat(memory.held() - before).isGreaterThanOrEqualTo(1_000L * (HeldMemory.PIECE + 1));
  }

  private Slices slices(String text, int rate) {
    return new Slices(bytes(text), this, rate, queue.now(), () -> room, this::go);
  }

  @Test
  void slicesGoWhenTheirTimeHasCome() {
    queue.submit(slices("0123456789", 100));
    advance(19);
    assertThat(gone).isEmpty();
    advance(1);
    assertThat(gone).containsExactly("01");
    advance(60);
    assertThat(gone).containsExactly("01", "23", "45", "67");
    submit("behind", this, false);
    advance(20);
    assertThat(gone).endsWith("67", "89", "behind");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void slicesWaitForRoom() {
    room = false;
    queue.submit(slices("0123", 100));
    advance(1_000);
    assertThat(gone).isEmpty();
    assertThat(queue.stalled()).isTrue();
    room = true;
    queue.resume();
    advance(0);
    assertThat(gone).containsExactly("01", "23");
  }

  @Test
  void aQueueThatWaitedForRoomGoesOnAfterItWasCleared() {
    room = false;
    queue.submit(slices("0123", 100));
    advance(1_000);
    queue.clear();
    assertThat(queue.stalled()).isFalse();
    queue.submit(new Portion(bytes("a"), this, true, this::go), queue.now() + 1_000_000);
    advance(1);
    assertThat(gone).containsExactly("a");
  }

  @Test
  void slicesAreReleasedWhenTheQueueIsClosedInTheirMidst() {
    // As large as its memory: it is not copied.
    ByteBuf body = Unpooled.copiedBuffer("0123", US_ASCII);
    queue.submit(
        new Slices(
            body,
            this,
            100,
            queue.now(),
            () -> true,
            slice -> {
              queue.close();
              go(slice);
            }));
    advance(20);
    assertThat(gone).containsExactly("01");
    assertThat(body.refCnt()).isZero();
  }

  @Test
  void lessIsReadAtOnceWhenTheProcessIsNearItsLimit() {
    assertThat(memory.mostRead(1 << 16)).isEqualTo(1 << 16);
    memory.add((1 << 20) - (1 << 18));
    assertThat(memory.mostRead(1 << 16)).isEqualTo(1 << 14);
    memory.add(1 << 20);
    assertThat(memory.mostRead(1 << 16)).isEqualTo(4096);
    assertThat(memory.mostRead(512)).isEqualTo(512);
    memory.remove((1 << 20) - (1 << 18));
    memory.remove(1 << 20);
  }

  @Test
  void whatWaitsForASocketAndWhatItDoesNotTakeIsCounted() {
    Backlog backlog = new Backlog(memory, () -> {});
    for (int i = 0; i < 1_000; i++) {
      backlog.add(bytes("x"));
    }
    assertThat(memory.held()).isBetween(1_000L, 4 * 1024L).isEqualTo(backlog.held());
    backlog.writeTo(channel);
    assertThat(memory.held()).isZero();
    ByteBuf written = channel.readOutbound();
    assertThat(written.readableBytes()).isEqualTo(1_000);
    written.release();
  }

  @Test
  void aSmallPieceInALargeBufferWeighsTheBuffer() {
    WeightOfWrites weight = new WeightOfWrites();
    ByteBuf small = bytes("x");
    assertThat(weight.size(small)).isEqualTo(512 + HeldMemory.PIECE);
    small.writeZero(3_000);
    assertThat(weight.size(small)).isEqualTo(3_001 + HeldMemory.PIECE);
    small.release();
  }
}
