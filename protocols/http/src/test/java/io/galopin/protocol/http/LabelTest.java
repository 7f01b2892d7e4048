package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Labeling;
import io.galopin.testkit.TestSession;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

  @ParameterizedTest
  @CsvSource({
    "GET /, GET /",
    "GET /a/b, GET /a/b",
    "GET /a?token=secret, GET /a?…",
    "GET /?, GET /?…",
    "OPTIONS *, OPTIONS *",
    "CONNECT host:443, CONNECT host:443",
    "CONNECT me:secret@host:443, CONNECT host:443",
    "GET http://host/a, GET http://host/a",
    "GET http://me:secret@host/a@b, GET http://host/a@b",
    "GET http://a@b:secret@host?x, GET http://host?…",
    "GET /user@a, GET /user@a",
    "GET /\u00e4\u0080, GET /\\xe4\\x80"
  })
  void namesMethodAndPathWithoutSecrets(String line, String label) {
    assertThat(labelOf(line)).isEqualTo(label);
  }

  @Test
  void isCutWhenLong() {
    assertThat(labelOf("GET /" + "a".repeat(195))).isEqualTo("GET /" + "a".repeat(195));
    assertThat(labelOf("GET /" + "a".repeat(196))).isEqualTo("GET /" + "a".repeat(195) + "…");
    assertThat(labelOf("GET /" + "\u00e4".repeat(300) + "?q")).hasSize(201).endsWith("…");
    assertThat(labelOf("M".repeat(300) + " /")).isEqualTo("M".repeat(200) + "…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a?token=secret",
        "GET /?",
        "CONNECT me:secret@host:443",
        "GET http://me:secret@host/a@b",
        "GET /\u00e4"
      })
  void knowsInFullWhatItHides(String line) {
    assertThat(unabridged(line)).isEqualTo(line);
    assertThat(unabridged("GET /" + "a".repeat(196))).isEqualTo("GET /" + "a".repeat(196));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "OPTIONS *", "CONNECT host:443", "GET http://host/a"})
  void hasNothingToAddToWhatIsShownInFull(String line) {
    assertThat(unabridged(line)).isNull();
    assertThat(unabridged("GET /" + "a".repeat(195))).isNull();
  }

  private static @Nullable String unabridged(String line) {
    String head = "\r\n" + line + " HTTP/1.1\r\nHost: x\r\n\r\n";
    try (TestSession session = TestSession.of(new HttpProtocolFactory()).client(head)) {
      return session
          .session(Labeling.class)
          .unabridged(
              session.requests().get(0), Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1));
    }
  }

  private static String labelOf(String line) {
    try (TestSession session =
        TestSession.of(new HttpProtocolFactory()).client(line + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(session.requests()).hasSize(1);
      return session.requests().get(0).label();
    }
  }
}
