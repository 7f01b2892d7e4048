package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  private static boolean error(String reply) {
    try (TestSession session = TestSession.of(new MemcacheProtocolFactory())) {
      session.client("get a\r\n").backend(reply + "\r\n");
      return session.replies().get(0).error();
    }
  }

  @Test
  void anErrorIsOneAndAMissIsNot() {
    assertThat(error("SERVER_ERROR out of memory")).isTrue();
    assertThat(error("CLIENT_ERROR bad")).isTrue();
    assertThat(error("ERROR")).isTrue();
    assertThat(error("END")).isFalse();
  }

  @Test
  void aBinaryStatusIsAnErrorUnlessClientsExpectIt() {
    assertThat(BinaryStatus.SUCCESS.error()).isFalse();
    assertThat(BinaryStatus.KEY_NOT_FOUND.error()).isFalse();
    assertThat(BinaryStatus.KEY_EXISTS.error()).isFalse();
    assertThat(BinaryStatus.NOT_STORED.error()).isFalse();
    assertThat(BinaryStatus.AUTH_CONTINUE.error()).isFalse();
    assertThat(BinaryStatus.INTERNAL_ERROR.error()).isTrue();
    assertThat(BinaryStatus.OTHER.error()).isTrue();
  }
}
