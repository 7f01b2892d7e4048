package io.galopin.engine.hold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldMemoryTest {

  private final HeldMemory memory = new HeldMemory(100, 1_000);

  @Test
  void allowsALinkSoMuch() {
    memory.add(100);

    assertThat(memory.allowsMore(99)).isTrue();
    assertThat(memory.allowsMore(100)).isFalse();
  }

  @Test
  void allowsNoLinkMoreWhenAllHoldTooMuchButForThoseThatHoldNothing() {
    memory.add(999);
    assertThat(memory.allowsMore(1)).isTrue();
    assertThat(memory.isFull()).isFalse();

    memory.add(1);

    assertThat(memory.allowsMore(1)).isFalse();
    assertThat(memory.allowsMore(0)).isTrue();
    assertThat(memory.isFull()).isTrue();
  }

  @Test
  void allowsMoreWhenSomethingHasGone() {
    memory.add(1_000);
    memory.remove(1);

    assertThat(memory.allowsMore(1)).isTrue();
    assertThat(memory.held()).isEqualTo(999);
  }
}
