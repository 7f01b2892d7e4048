package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class WeightOfWritesTest {

  private final WeightOfWrites weight = new WeightOfWrites();

  @Test
  void littleInALargeBufferWeighsAllOfIt() {
    assertThat(weight.newHandle().size(Unpooled.buffer(10_000).writeZero(2_047)))
        .isEqualTo(10_000 + HeldMemory.PIECE);
    assertThat(weight.size(Unpooled.buffer(10_000).writeZero(2_048)))
        .isEqualTo(2_048 + HeldMemory.PIECE);
    assertThat(weight.size("no bytes")).isEqualTo(HeldMemory.PIECE);
  }
}
