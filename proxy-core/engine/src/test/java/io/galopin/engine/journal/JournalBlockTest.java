package io.galopin.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalBlockTest {

  private final JournalBlock block = new JournalBlock(64 << 10);

  @BeforeEach
  void begin() {
    block.begin(5);
  }

  private void add(Event event) {
    Journal.Entry entry = new Journal.Entry(block.next(), Instant.EPOCH, "web", event);
    ByteBuffer encoded = ByteBuffer.allocate(JournalBytes.atMost(entry));
    JournalBytes.write(entry, encoded);
    block.add(entry, encoded.flip());
  }

  private void add(String decision) {
    add(new Event.Summary("rule", "text", decision));
  }

  private void add(Action action) {
    Journal.Done done = new Journal.Done(Hook.AFTER, Decision.act(action));
    add(new Event.Fault(1, ExchangeRef.NONE, "", "", "", "", done));
  }

  private List<Journal.Entry> collect(long from, int limit) {
    List<Journal.Entry> into = new ArrayList<>();
    block.collect(from, limit, into);
    return into;
  }

  private static Action truncate(int bytes) {
    return new Action.Truncate(bytes, Action.End.RESET);
  }

  @Test
  void numbersItsEntriesFromItsFirst() {
    assertThat(block.next()).isEqualTo(5);
    add("a");
    add("b");
    assertThat(block.first()).isEqualTo(5);
    assertThat(block.next()).isEqualTo(7);
    assertThat(collect(0, 10)).extracting(Journal.Entry::number).containsExactly(5L, 6L);
    assertThat(collect(0, 10)).extracting(Journal.Entry::decision).containsExactly("a", "b");
  }

  @Test
  void givesEntriesFromANumberOnUpToALimit() {
    add("a");
    add("b");
    add("c");
    assertThat(collect(6, 10)).extracting(Journal.Entry::decision).containsExactly("b", "c");
    assertThat(collect(6, 1)).extracting(Journal.Entry::decision).containsExactly("b");
    assertThat(collect(8, 10)).isEmpty();
    List<Journal.Entry> full = new ArrayList<>(collect(5, 1));
    block.collect(5, 2, full);
    assertThat(full).as("the limit is that of the list").hasSize(2);
  }

  @Test
  void hasRoomToItsLastByte() {
    JournalBlock exact = new JournalBlock(JournalBlock.PREFIX + 100);
    exact.begin(1);
    assertThat(exact.hasRoomFor(100)).isTrue();
    assertThat(exact.hasRoomFor(101)).isFalse();
  }

  @Test
  void keepsAnActionOnceIfOneOfTheLastEightEqualsIt() {
    for (int i = 0; i < 8; i++) {
      add(truncate(i));
    }
    long kept = block.ofActions();
    add(truncate(0));
    assertThat(block.ofActions()).isEqualTo(kept).isPositive();
    add(truncate(8));
    add(truncate(0));
    assertThat(block.ofActions()).as("two more").isEqualTo(kept / 8 * 10);
    assertThat(collect(0, 100))
        .extracting(entry -> Objects.requireNonNull(entry.done()).decision().action())
        .endsWith(truncate(7), truncate(0), truncate(8), truncate(0));
  }

  @Test
  void whatNoBehaviorDidHasNoAction() {
    add(truncate(1));
    add(new Event.ToxicBegan(1, Direction.UPSTREAM, "slow", "latency"));
    assertThat(collect(0, 2)).last().extracting(Journal.Entry::done).isNull();
  }

  @Test
  void isFullWhenItsActionsTakeTooMuch() {
    Action large = new Action.Rewrite(Map.of("path", "x".repeat(60 << 10)));
    add(large);
    add(new Action.Rewrite(Map.of("path", "y".repeat(60 << 10))));
    assertThat(block.hasRoomFor(10)).isTrue();
    add(new Action.Rewrite(Map.of("path", "z".repeat(60 << 10))));
    assertThat(block.ofActions()).isGreaterThan(256 << 10);
    assertThat(block.hasRoomFor(10)).isFalse();
  }

  @Test
  void beginsAnewWithNothing() {
    add(truncate(1));
    add("a");
    block.begin(100);
    assertThat(block.ofActions()).isZero();
    assertThat(block.first()).isEqualTo(100);
    assertThat(block.next()).isEqualTo(100);
    assertThat(collect(0, 10)).isEmpty();
    assertThat(block.hasRoomFor(block.size() - JournalBlock.PREFIX)).isTrue();
    add("b");
    assertThat(collect(0, 10)).extracting(Journal.Entry::decision).containsExactly("b");
  }
}
