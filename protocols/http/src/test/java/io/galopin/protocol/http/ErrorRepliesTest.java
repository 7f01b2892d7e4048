package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Reply;
import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private static Reply reply(String head) {
    try (TestSession session = TestSession.of(new HttpProtocolFactory()).client(GET)) {
      return session.backend(head + "\r\n\r\n").replies().get(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, false", "302, false", "404, false", "499, false", "500, true", "503, true"})
  void onlyA5xxIsAnError(int status, boolean error) {
    assertThat(reply("HTTP/1.1 " + status + " x\r\nContent-Length: 0").error()).isEqualTo(error);
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() {
    assertThat(reply("HTTP/1.0 200 OK").endsWithConnection()).isTrue();
    assertThat(reply("HTTP/1.1 500 x").endsWithConnection()).isTrue();
    assertThat(reply("HTTP/1.1 500 x").error()).isTrue();
    assertThat(reply("HTTP/1.1 200 OK\r\nContent-Length: 3").endsWithConnection()).isFalse();
    assertThat(reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked").endsWithConnection())
        .isFalse();
    assertThat(reply("HTTP/1.1 204 No Content").endsWithConnection()).isFalse();
  }
}
