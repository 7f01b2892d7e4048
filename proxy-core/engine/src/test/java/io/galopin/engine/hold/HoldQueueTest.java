package io.galopin.engine.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On virtual time. */
class HoldQueueTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private static final long NO_TIMER = -1;

  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 20);
  private final List<String> log = new ArrayList<>();
  private final HoldQueue queue =
      new HoldQueue(channel.eventLoop(), Runnable::run, memory, () -> log.add("relief"));

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

  private void submit(String name, Duration delay) {
    queue.submit(step(name), queue.now() + delay.toNanos());
  }

  private HoldQueue.Step step(String name) {
    return new HoldQueue.Step() {
      @Override
      public void run() {
        log.add(name);
      }

      @Override
      public void cancel() {
        log.add("no " + name);
      }

      @Override
      public int pinned() {
        return 100;
      }
    };
  }

  private void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void runsAtOnceWhatIsDueAndWaitsForNothing() {
    submit("a", Duration.ZERO);
    assertThat(log).containsExactly("a");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void runsToTheTickAndNotBefore() {
    submit("a", Duration.ofSeconds(1));
    advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(log).isEmpty();
    advance(Duration.ofNanos(1));
    assertThat(log).containsExactly("a", "relief");
  }

  @Test
  void laterStepsWaitForEarlierOnes() {
    submit("a", Duration.ofSeconds(2));
    submit("b", Duration.ZERO);
    submit("c", Duration.ofSeconds(1));
    advance(Duration.ofMillis(1_999));
    assertThat(log).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(log).containsExactly("a", "b", "c", "relief");
  }

  @Test
  void delaysOverlap() {
    for (int i = 0; i < 1000; i++) {
      submit("x", Duration.ofSeconds(1));
      advance(Duration.ofMillis(1));
    }
    assertThat(log).filteredOn("x"::equals).hasSize(1);
    advance(Duration.ofMillis(999));
    assertThat(log).filteredOn("x"::equals).hasSize(1000);
  }

  @Test
  void whatAStepSubmitsLinesUpBehindThoseThatWait() {
    queue.submit(
        () -> {
          log.add("a");
          submit("c", Duration.ZERO);
        },
        queue.now() + 10);
    submit("b", Duration.ZERO);
    advance(Duration.ofNanos(10));
    assertThat(log).containsExactly("a", "b", "c", "relief");
  }

  @Test
  void countsTheMemoryOfWhatWaitsAndOnlyOfThat() {
    submit("a", Duration.ZERO);
    submit("b", Duration.ofSeconds(1));
    submit("c", Duration.ofSeconds(1));
    assertThat(queue.pinned()).isEqualTo(2 * (100 + HeldMemory.PIECE));
    assertThat(memory.held()).isEqualTo(queue.pinned());
    advance(Duration.ofSeconds(1));
    assertThat(queue.pinned()).isZero();
    assertThat(memory.held()).isZero();
  }

  @Test
  void cancelsWhatWaitsWhenItIsClosedAndWhateverComesThen() {
    submit("a", Duration.ofSeconds(1));
    queue.close();
    submit("b", Duration.ZERO);
    advance(Duration.ofHours(1));
    assertThat(log).containsExactly("no a", "no b");
  }

  @Test
  void mayBeClosedByAStep() {
    queue.submit(
        () -> {
          log.add("a");
          queue.close();
        },
        queue.now() + 10);
    submit("b", Duration.ZERO);
    advance(Duration.ofNanos(10));
    assertThat(log).containsExactly("a", "no b");
  }

  @Test
  void goesOnAfterItWasCleared() {
    queue.submit(
        () -> {
          queue.clear();
          submit("c", Duration.ZERO);
          log.add("a");
        },
        queue.now() + 10);
    submit("b", Duration.ZERO);
    advance(Duration.ofNanos(10));
    submit("d", Duration.ofSeconds(1));
    assertThat(log).containsExactly("no b", "a", "c", "relief");
    advance(Duration.ofSeconds(1));
    assertThat(log).containsExactly("no b", "a", "c", "relief", "d", "relief");
  }

  @Test
  void aSmallPieceOfALargeBufferIsCopiedSoThatItPinsOnlyItself() {
    ByteBuf large = PooledByteBufAllocator.DEFAULT.buffer(1 << 18).writeZero(1 << 18);
    ByteBuf piece = HoldQueue.compact(large.readRetainedSlice(64));
    assertThat(piece.capacity()).isLessThan(1024);
    assertThat(piece.readableBytes()).isEqualTo(64);
    large.release();
    assertThat(large.refCnt()).isZero();
    piece.release();
  }

  @Test
  void leavesNoTimerWhenItIsClosed() {
    submit("a", Duration.ofHours(1));
    assertThat(channel.runScheduledPendingTasks()).isPositive();
    queue.close();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(NO_TIMER);
  }
}
