package io.galopin.engine.toxic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageQueueTest {

  private final Buffers buffers = new Buffers();
  private final List<Long> changes = new ArrayList<>();
  private final StageQueue queue = new StageQueue(changes::add);

  @AfterEach
  void releasesAll() {
    queue.clear();
    buffers.checkReleased();
    assertThat(changes.stream().mapToLong(Long::longValue).sum()).isZero();
    assertThat(queue.pinned()).isZero();
    assertThat(queue.isEmpty()).isTrue();
  }

  private String take(int length) {
    ByteBuf taken = queue.take(length);
    String text = taken.toString(ISO_8859_1);
    taken.release();
    return text;
  }

  @Test
  void keepsTheOrderOfBytesMarksAndTheEnd() {
    Runnable mark = () -> {};
    queue.add(buffers.of("ab"), 5);
    queue.add(6, mark);
    queue.add(7, null);

    assertThat(queue.oldest().arrived()).isEqualTo(5);
    assertThat(take(2)).isEqualTo("ab");
    assertThat(queue.oldest())
        .extracting("bytes", "arrived", "mark")
        .containsExactly(null, 6L, mark);
    queue.remove();
    assertThat(queue.oldest())
        .extracting("bytes", "arrived", "mark")
        .containsExactly(null, 7L, null);
    queue.remove();
    assertThat(queue.oldest()).isNull();
  }

  @Test
  void countsBytesUntilTheLastOfThemIsTaken() {
    queue.add(buffers.of("abcd"), 0);
    long cost = 4 + HeldMemory.PIECE;
    assertThat(queue.pinned()).isEqualTo(cost);
    assertThat(changes).containsExactly(cost);

    assertThat(take(3)).isEqualTo("abc");
    assertThat(queue.pinned()).isEqualTo(cost);
    assertThat(take(1)).isEqualTo("d");

    assertThat(queue.pinned()).isZero();
    assertThat(changes).containsExactly(cost, -cost);
  }

  @Test
  void countsAMarkAsAPiece() {
    queue.add(0, () -> {});
    assertThat(queue.isEmpty()).isFalse();
    assertThat(queue.pinned()).isEqualTo(HeldMemory.PIECE);
  }

  @Test
  void aSmallPieceOfALargeBufferPinsOnlyItself() {
    ByteBuf large = buffers.of("x".repeat(100_000));
    queue.add(large.readRetainedSlice(10), 0);
    large.release();

    assertThat(large.refCnt()).isZero();
    assertThat(queue.pinned()).isLessThan(HeldMemory.PIECE + 1_000);
  }
}
