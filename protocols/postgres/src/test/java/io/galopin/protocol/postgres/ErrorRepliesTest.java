package io.galopin.protocol.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  @Test
  void anErrorResponseIsOne() {
    assertThat(PostgresReply.of((byte) 'E').error()).isTrue();
    assertThat(PostgresReply.of((byte) 'C').error()).isFalse();
    assertThat(PostgresReply.of((byte) 'D').error()).isFalse();
  }
}
