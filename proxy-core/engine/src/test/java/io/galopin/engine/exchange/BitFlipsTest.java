package io.galopin.engine.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BitFlipsTest {

  private static final String ZEROS = "\0".repeat(40);

  private final Buffers buffers = new Buffers();
  private final VirtualDesk desk = new VirtualDesk();
  private final Firings.Shaping by =
      new Firings.Shaping(
          desk.firing("corrupt", new Deciding()), Hook.AFTER, new Action.Corrupt(10));

  @AfterEach
  void releasesAll() {
    buffers.checkReleased();
  }

  private BitFlips flips(ToDoubleFunction<String> draws) {
    return new BitFlips(draws, by, 10);
  }

  private String apply(BitFlips flips, String text) {
    ByteBuf changed = flips.apply(buffers.of(text));
    String result = changed.toString(ISO_8859_1);
    changed.release();
    return result;
  }

  /** The places of the bytes that are not 0, with their bits. */
  private static List<String> ones(String text) {
    List<String> ones = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != 0) {
        ones.add(i + ":" + Integer.toBinaryString(text.charAt(i)));
      }
    }
    return ones;
  }

  @Test
  void flipsOneBitInEachStretchAndTheFirstInTheFirstByte() {
    BitFlips flips =
        flips(purpose -> purpose.equals("place.2") || purpose.equals("bit.1") ? 0.99 : 0.5);
    assertThat(ones(apply(flips, ZEROS)))
        .containsExactly("0:10000", "15:10000000", "29:10000", "35:10000");
  }

  @Test
  void doesTheSameHoweverTheBytesArrive() {
    ToDoubleFunction<String> draws = purpose -> (purpose.hashCode() & 0xFFFF) / 65536.0;
    BitFlips whole = flips(draws);
    BitFlips bytes = flips(draws);
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < ZEROS.length(); i++) {
      changed.append(apply(bytes, "\0"));
    }
    assertThat(changed.toString()).isEqualTo(apply(whole, ZEROS)).isNotEqualTo(ZEROS);
  }

  @Test
  void bytesBetweenAreNotCopied() {
    BitFlips flips = flips(purpose -> 0);
    apply(flips, "\0");
    ByteBuf between = buffers.of("\0".repeat(9));
    assertThat(flips.apply(between)).isSameAs(between);
    between.release();
    assertThat(ones(apply(flips, "\0"))).containsExactly("0:1");
  }

  @Test
  void leavesASharedBufferAsItIs() {
    ByteBuf shared = buffers.of("xx");
    ByteBuf changed = flips(purpose -> 0).apply(shared.readRetainedSlice(1));
    assertThat(changed.toString(ISO_8859_1)).isEqualTo("y");
    assertThat(shared.resetReaderIndex().toString(ISO_8859_1)).isEqualTo("xx");
    assertThat(shared.readerIndex(0).toString(ISO_8859_1)).isEqualTo("xx");
    changed.release();
    shared.release();
  }

  @Test
  void changesWhatIsBehindAReaderIndex() {
    ByteBuf bytes = Unpooled.copiedBuffer("abc", ISO_8859_1).skipBytes(1);
    ByteBuf changed = flips(purpose -> 0).apply(bytes);
    assertThat(changed.toString(ISO_8859_1)).isEqualTo("cc");
    changed.release();
  }

  @Test
  void saysWhereItsFirstIs() {
    BitFlips flips = flips(purpose -> 0);
    assertThat(flips.isFirstWithin(0)).isFalse();
    assertThat(flips.isFirstWithin(1)).isTrue();
    apply(flips, "\0");
    assertThat(flips.isFirstWithin(100)).isFalse();
    assertThat(flips.by()).isSameAs(by);
    assertThat(flips).hasToString("turn over a bit in each 10 bytes");
  }
}
