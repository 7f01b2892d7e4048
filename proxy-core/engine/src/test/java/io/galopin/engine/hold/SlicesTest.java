package io.galopin.engine.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static final long MILLI = 1_000_000;

  private final Buffers buffers = new Buffers();
  private final NotedSink sink = new NotedSink();
  private final Object reply = new Object();
  private boolean room = true;

  @AfterEach
  void releasesAll() {
    buffers.checkReleased();
  }

  private Slices slices(String text, long rate, long start) {
    return slices(buffers.of(text), reply, rate, start);
  }

  private Slices slices(ByteBuf bytes, Object of, long rate, long start) {
    return new Slices(bytes, of, rate, start, () -> room, sink::write);
  }

  @Test
  void eachSliceTakesTwentyMilliseconds() {
    Slices slices = slices("x".repeat(50), 1_000, 5 * MILLI);
    assertThat(slices.end()).isEqualTo(55 * MILLI);
    assertThat(slices.due()).isEqualTo(25 * MILLI);
    slices.run();
    assertThat(sink.toString()).hasSize(20);
    assertThat(slices.done()).isFalse();
    assertThat(slices.due()).isEqualTo(45 * MILLI);
    slices.run();
    assertThat(slices.due()).isEqualTo(55 * MILLI);
    assertThat(slices.end()).isEqualTo(55 * MILLI);
    slices.run();
    assertThat(sink.toString()).hasSize(50);
    assertThat(slices.done()).isTrue();
  }

  @Test
  void aSliceIsAtLeastOneByte() {
    Slices slices = slices("xy", 1, 0);
    assertThat(slices.due()).isEqualTo(1_000 * MILLI);
    slices.run();
    assertThat(sink).hasToString("x");
    slices.cancel();
  }

  @Test
  void isReadyWhenThereIsRoom() {
    Slices slices = slices("x", 1, 0);
    assertThat(slices.ready()).isTrue();
    room = false;
    assertThat(slices.ready()).isFalse();
    slices.cancel();
  }

  @Test
  void takesInWhatComesRightAfter() {
    Slices first = slices("ab", 1_000, 0);
    first.hold();
    assertThat(first.absorb(slices("cd", 1_000, 2 * MILLI), true)).isTrue();
    assertThat(first.absorb(slices("ef", 1_000, 4 * MILLI), true)).isTrue();
    assertThat(first.end()).isEqualTo(6 * MILLI);
    first.run();
    assertThat(sink).hasToString("abcdef");
  }

  @Test
  void takesInNothingElse() {
    Slices first = slices("ab", 1_000, 0);
    first.hold();
    for (Slices other :
        new Slices[] {
          slices("c", 1_000, 3 * MILLI),
          slices("c", 2_000, 2 * MILLI),
          slices(buffers.of("c"), new Object(), 1_000, 2 * MILLI),
          slices("c".repeat(2_049), 1_000, 2 * MILLI)
        }) {
      assertThat(first.absorb(other, true)).isFalse();
      other.cancel();
    }
    assertThat(first.absorb(() -> {}, true)).isFalse();
    first.run();
    Slices begun = slices("x".repeat(50), 1_000, 0);
    begun.run();
    Slices next = slices("y", 1_000, 50 * MILLI);
    assertThat(begun.absorb(next, true)).as("it has begun").isFalse();
    begun.cancel();
    next.cancel();
  }

  @Test
  void growsNoLargerThanSixteenKibibytes() {
    Slices first = slices("x".repeat(2_048), 1_000_000_000, 0);
    first.hold();
    for (int i = 1; i < 8; i++) {
      assertThat(first.absorb(slices("x".repeat(2_048), 1_000_000_000, i * 2_048L), true)).isTrue();
    }
    Slices more = slices("x", 1_000_000_000, 8 * 2_048);
    assertThat(first.absorb(more, true)).isFalse();
    more.cancel();
    first.cancel();
    Slices large = slices("x".repeat(2_049), 1_000_000_000, 0);
    Slices small = slices("x", 1_000_000_000, 2_049);
    assertThat(large.absorb(small, true)).as("a copy would cost too much").isFalse();
    large.cancel();
    small.cancel();
  }

  @Test
  void pinsWhatItHasCopiedOrTheWholeBuffer() {
    ByteBuf large = buffers.of("x".repeat(10_000));
    Slices few = slices(large.readRetainedSlice(10), reply, 1_000, 0);
    few.hold();
    assertThat(few.pinned()).isLessThan(1_000);
    Slices most = slices(large.readRetainedSlice(9_000), reply, 1_000, 0);
    most.hold();
    assertThat(most.pinned()).isEqualTo(10_000);
    large.release();
    few.cancel();
    most.cancel();
  }
}
