package io.galopin.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MalformedTest {

  @Test
  void saysWhyAndCostsNoStackTrace() {
    Malformed malformed = new Malformed("a line exceeds max-line");

    assertThat(malformed.reason()).isEqualTo("a line exceeds max-line");
    assertThat(malformed.getStackTrace()).isEmpty();
  }
}
