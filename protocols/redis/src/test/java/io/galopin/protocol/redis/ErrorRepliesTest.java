package io.galopin.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  private static boolean error(String reply) {
    try (TestSession session = TestSession.of(new RedisProtocolFactory())) {
      session.client(Resp.command("GET a")).backend(reply + "\r\n");
      return session.replies().get(0).error();
    }
  }

  @Test
  void anErrorIsOne() {
    assertThat(error("-ERR no")).isTrue();
    assertThat(error("!6\r\nERR no")).isTrue();
    assertThat(error("+OK")).isFalse();
    assertThat(error("$-1")).isFalse();
    assertThat(RedisReply.ABORT.error()).isTrue();
  }
}
