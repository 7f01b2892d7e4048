package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamDrawsTest {

  private final Draws draws = Draws.of(1, "web");
  private final StreamDraws stream = new StreamDraws(draws, 3, "toxic");

  @Test
  void eachByteHasItsOwnDraws() {
    assertThat(stream.next(0)).isEqualTo(draws.number(3, "toxic", 0));
    assertThat(stream.next(0)).isEqualTo(draws.number(3, "toxic.1", 0));
    assertThat(stream.next(0)).isEqualTo(draws.number(3, "toxic.2", 0));
    assertThat(stream.next(5)).isEqualTo(draws.number(3, "toxic", 5));
    assertThat(stream.next(5)).isEqualTo(draws.number(3, "toxic.1", 5));
    assertThat(stream.next(6)).isEqualTo(draws.number(3, "toxic", 6));
  }
}
