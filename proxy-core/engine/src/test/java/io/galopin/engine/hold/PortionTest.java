package io.galopin.engine.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortionTest {

  private final Buffers buffers = new Buffers();
  private final NotedSink sink = new NotedSink();
  private final Object request = new Object();

  @AfterEach
  void releasesAll() {
    buffers.checkReleased();
  }

  private Portion portion(String text) {
    return portion(text, request, false);
  }

  private Portion portion(String text, Object of, boolean last) {
    return new Portion(buffers.of(text), of, last, sink::write);
  }

  @Test
  void smallOnesThatBelongTogetherBecomeOne() {
    Portion first = portion("ab");
    first.hold();
    assertThat(first.absorb(portion("cd"), true)).isTrue();
    Consumer<ByteBuf> ending =
        bytes -> {
          sink.write(bytes);
          sink.end();
        };
    assertThat(first.absorb(new Portion(buffers.of("ef"), request, true, ending), true)).isTrue();
    Portion late = portion("gh");
    assertThat(first.absorb(late, true)).as("it has its last").isFalse();
    first.run();
    assertThat(sink).hasToString("abcdef|");
    late.cancel();
  }

  @Test
  void othersStayApart() {
    Portion first = portion("ab");
    Portion other = portion("c", new Object(), false);
    Portion later = portion("c");
    Portion large = portion("c".repeat(2_049));
    assertThat(first.absorb(other, true)).isFalse();
    assertThat(first.absorb(later, false)).as("due at another time").isFalse();
    assertThat(first.absorb(large, true)).isFalse();
    assertThat(first.absorb(() -> {}, true)).isFalse();
    Portion alone = portion("c", null, false);
    assertThat(alone.absorb(later, true)).isFalse();
    assertThat(large.absorb(later, true)).as("a copy would cost too much").isFalse();
    for (Portion each : new Portion[] {first, other, later, large, alone}) {
      each.cancel();
    }
  }

  @Test
  void growsNoLargerThanSixteenKibibytes() {
    Portion first = portion("x".repeat(2_048));
    for (int i = 1; i < 8; i++) {
      assertThat(first.absorb(portion("x".repeat(2_048)), true)).isTrue();
    }
    Portion more = portion("x");
    assertThat(first.absorb(more, true)).isFalse();
    more.cancel();
    ByteBuf all = first.take();
    assertThat(all.readableBytes()).isEqualTo(16 * 1024);
    all.release();
  }

  @Test
  void pinsWhatItHasCopiedOrTheWholeBuffer() {
    ByteBuf large = buffers.of("x".repeat(10_000));
    Portion few = new Portion(large.readRetainedSlice(10), null, false, sink::write);
    few.hold();
    assertThat(few.pinned()).isLessThan(1_000);
    Portion most = new Portion(large.readRetainedSlice(9_000), null, false, sink::write);
    most.hold();
    assertThat(most.pinned()).isEqualTo(10_000);
    large.release();
    few.cancel();
    most.cancel();
  }
}
