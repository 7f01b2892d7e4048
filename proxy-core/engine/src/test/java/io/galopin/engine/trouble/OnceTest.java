package io.galopin.engine.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnceTest {

  private final Once once = new Once();

  @Test
  void eachKindIsNewOnce() {
    assertThat(once.isNew("a")).isTrue();
    assertThat(once.isNew("b")).isTrue();
    assertThat(once.isNew("a")).isFalse();
    assertThat(once.isNew("b")).isFalse();
  }

  @Test
  void remembersAHundredKindsAndSaysNothingOfMore() {
    for (int i = 0; i < 100; i++) {
      assertThat(once.isNew("kind " + i)).isTrue();
    }
    assertThat(once.isNew("one too many")).isFalse();
    assertThat(once.isNew("kind 0")).isFalse();
  }
}
