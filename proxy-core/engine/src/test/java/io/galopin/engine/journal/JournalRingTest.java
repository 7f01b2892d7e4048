package io.galopin.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalRingTest {

  private static final int BLOCK = 64 << 10;

  private static void add(JournalRing ring, int length) {
    long number = ring.written() + 1;
    Event event = new Event.Summary("", "x".repeat(length), "n" + number);
    ring.add(new Journal.Entry(number, Instant.EPOCH, "web", event));
  }

  private static List<Long> numbers(JournalRing ring, long after, int limit) {
    List<Journal.Entry> into = new ArrayList<>();
    ring.collect(after, limit, into);
    assertThat(into).allMatch(entry -> entry.decision().equals("n" + entry.number()));
    return into.stream().map(Journal.Entry::number).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void keepsTheLastOnes() {
    JournalRing ring = new JournalRing(3, 1 << 20);
    assertThat(numbers(ring, 0, 10)).isEmpty();
    assertThat(ring.letGo()).isNotPositive();
    for (int i = 0; i < 5; i++) {
      add(ring, 10);
    }
    assertThat(numbers(ring, 0, 10)).isEqualTo(range(3, 5));
    assertThat(numbers(ring, 3, 1)).containsExactly(4L);
    assertThat(ring.written()).isEqualTo(5);
    assertThat(ring.letGo()).isEqualTo(2);
  }

  /** Over many blocks, none is missing at their borders. */
  @Test
  void keepsAsManyAsAskedForWhereThereIsRoom() {
    JournalRing ring = new JournalRing(500, 1 << 20);
    for (int i = 0; i < 2_000; i++) {
      add(ring, 1_000);
      assertThat(Math.max(0, ring.letGo())).isEqualTo(Math.max(0, i + 1 - 500L));
    }
    assertThat(numbers(ring, 0, Integer.MAX_VALUE)).isEqualTo(range(1_501, 2_000));
    assertThat(numbers(ring, 1_600, 150)).isEqualTo(range(1_601, 1_750));
  }

  @Test
  void letsTheOldestBlocksGoWhereMemoryEnds() {
    JournalRing ring = new JournalRing(10_000, 3 * BLOCK);
    for (int i = 0; i < 500; i++) {
      add(ring, 1_000);
      assertThat(numbers(ring, 0, 1)).containsExactly(ring.letGo() + 1);
    }
    assertThat(numbers(ring, 0, Integer.MAX_VALUE)).isEqualTo(range(ring.letGo() + 1, 500));
    long kept = ring.written() - ring.letGo();
    assertThat(kept * 1_000).isLessThan(3 * BLOCK).isGreaterThan(2 * BLOCK * 9 / 10);
  }

  @Test
  void theNewestStaysWhateverItTakes() {
    JournalRing ring = new JournalRing(10, BLOCK);
    add(ring, 10);
    add(ring, 10 * BLOCK);
    assertThat(numbers(ring, 0, 10)).containsExactly(2L);
    add(ring, 10);
    assertThat(numbers(ring, 0, 10)).containsExactly(3L);
  }

  /** A large entry must not make the ring smaller for good. */
  @Test
  void aLargeEntryTakesItsRoomOnlyWhileItIsKept() {
    JournalRing ring = new JournalRing(10_000, 3 * BLOCK);
    add(ring, 2 * BLOCK);
    for (int i = 0; i < 500; i++) {
      add(ring, 1_000);
    }
    assertThat((ring.written() - ring.letGo()) * 1_000).isGreaterThan(2 * BLOCK * 9 / 10);
  }
}
