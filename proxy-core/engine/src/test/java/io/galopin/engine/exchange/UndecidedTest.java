package io.galopin.engine.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.socket.Buffers;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndecidedTest {

  private static final int FREE = 16 * 1024;

  private final VirtualTime time = new VirtualTime();
  private final Buffers buffers = new Buffers();
  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 16);
  private final Undecided undecided = new Undecided(memory);

  @AfterEach
  void releasesAll() {
    undecided.release();
    assertThat(undecided.isEmpty()).isTrue();
    assertThat(memory.held()).isZero();
    buffers.checkReleased();
  }

  @Test
  void countsWhatItKeepsUntilItIsTaken() {
    undecided.keep(buffers.of("abc"));
    assertThat(undecided.isEmpty()).isFalse();
    assertThat(undecided.readableBytes()).isEqualTo(3);
    assertThat(memory.held()).isEqualTo(3);

    ByteBuf taken = undecided.take();

    assertThat(taken.toString(ISO_8859_1)).isEqualTo("abc");
    assertThat(undecided.isEmpty()).isTrue();
    assertThat(undecided.readableBytes()).isZero();
    assertThat(memory.held()).isZero();
    assertThat(undecided.take()).isNull();
    taken.release();
  }

  @Test
  void putsWhatComesBehindWhatItKept() {
    ByteBuf first = buffers.of("ab");
    assertThat(undecided.with(first)).isSameAs(first);
    undecided.keep(first);

    ByteBuf both = undecided.with(buffers.of("cd"));

    assertThat(both.toString(ISO_8859_1)).isEqualTo("abcd");
    assertThat(memory.held()).isZero();
    both.release();
  }

  @Test
  void aFewBytesOfALargeBufferPinOnlyThemselves() {
    ByteBuf large = buffers.of("x".repeat(10_000));
    undecided.keep(large.readRetainedSlice(10));
    large.release();
    assertThat(large.refCnt()).isZero();
    assertThat(memory.held()).isPositive().isLessThan(1_000);
  }

  @Test
  void countsTheWholeBufferOfALargePiece() {
    ByteBuf large = buffers.of("x".repeat(10_000));
    undecided.keep(large.readRetainedSlice(9_000));
    large.release();
    assertThat(memory.held()).isEqualTo(10_000);
  }

  @Test
  void waitsForOthersWhenItHasMoreThanItsShareAndTheyAllHaveTooMuch() {
    undecided.keep(buffers.of("x".repeat(FREE + 1)));
    assertThat(undecided.waitsForOthers(time.loop(), () -> {})).isFalse();
    memory.add(1 << 16);
    assertThat(undecided.waitsForOthers(time.loop(), () -> {})).isTrue();

    undecided.release();
    undecided.keep(buffers.of("x".repeat(FREE)));

    assertThat(undecided.waitsForOthers(time.loop(), () -> {})).isFalse();
    memory.remove(1 << 16);
  }
}
