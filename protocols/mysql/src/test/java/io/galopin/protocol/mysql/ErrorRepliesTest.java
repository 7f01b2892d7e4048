package io.galopin.protocol.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  @Test
  void anErrPacketIsOne() {
    assertThat(MysqlReply.error(1064).error()).isTrue();
    assertThat(MysqlReply.ok(1).error()).isFalse();
    assertThat(MysqlReply.of(MysqlReply.Kind.ROWS).error()).isFalse();
  }
}
