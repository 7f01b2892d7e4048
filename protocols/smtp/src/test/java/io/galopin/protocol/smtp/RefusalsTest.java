package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are refused, and what is said then. */
class RefusalsTest {

  /** As strings in tables are written: {@code \r} and the like are escaped. */
  private static String bytes(String written) {
    return written.translateEscapes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOOP\\n"
            + "                 | 521 5.5.2 Galopin refuses this: a command has an LF without a"
            + " CR",
        "\\n"
            + "                     | 521 5.5.2 Galopin refuses this: a command has an LF without"
            + " a CR",
        "NOOP a\\r"
            + "RSET\\r"
            + "\\n"
            + "     | 521 5.5.2 Galopin refuses this: a command has an LF without a CR",
        "NOOP\\r"
            + "\\r"
            + "\\n"
            + "           | 521 5.5.2 Galopin refuses this: a command has an LF without a CR",
        "NOOP a\\0b\\r\\n        | 500 5.5.2 Galopin refuses this: there is a NUL in a command",
        "BDAT\\r\\n              | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT LAST\\r\\n         | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT -1\\r\\n           | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT +1\\r\\n           | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT 0x5\\r\\n          | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT 5 LASTS\\r\\n      | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT 5 6\\r\\n          | 501 5.5.4 Galopin refuses this: BDAT takes a number of bytes",
        "BDAT 9999999999999999999\\r\\n | 501 5.5.4 Galopin refuses this: BDAT takes a number",
        "STARTTLS\\r\\nRSET\\r\\n | 503 5.5.1 Galopin refuses this: there are bytes behind STARTTLS"
      })
  void tellsTheClientWhy(String request, String told) {
    try (TestSession session = Greeted.session().client("NOOP\r\n").client(bytes(request))) {
      assertThat(session.farewell().orElseThrow()).startsWith(told).endsWith("\r\n");
      assertThat(session.refused().orElseThrow()).startsWith("bad request: ");
      assertThat(session.toBackend()).isIn("NOOP\r\n", "NOOP\r\nSTARTTLS\r\n");
    }
  }

  @Test
  void refusesTlsAtOnceAndSaysWhatRelaysIt() {
    try (TestSession session = Greeted.session().client("\u0016")) {
      assertThat(session.farewell()).hasValue("");
      assertThat(session.refused().orElseThrow()).contains("--protocol tls takes TLS");
    }
  }

  @ParameterizedTest
  @CsvSource({"NOOP, 2048, max-line", "AUTH, 12288, max-auth-line", "auth, 12288, max-auth-line"})
  void refusesLinesThatAreTooLong(String verb, int most, String option) {
    String longest = verb + " " + "a".repeat(most - 7) + "\r\n";
    try (TestSession session = Greeted.session().client(longest)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(longest);
    }
    try (TestSession session = Greeted.session().client(verb + " " + "a".repeat(most - 6))) {
      assertThat(session.refused()).isEmpty();
      session.client("a");
      assertThat(session.refused().orElseThrow()).endsWith("longer than " + option);
    }
  }

  @Test
  void refusesAnAnswerToAChallengeThatIsTooLong() {
    try (TestSession session =
        Greeted.session(Map.of("max-auth-line", 1000))
            .client("AUTH PLAIN\r\n")
            .backend("334 \r\n")
            .client("a".repeat(999))) {
      assertThat(session.refused()).isEmpty();
      session.client("a");
      assertThat(session.farewell().orElseThrow())
          .isEqualTo(
              "500 5.5.6 Galopin refuses this: a line of AUTH is longer than max-auth-line\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "2a", "25a", "\\r\\n", "050 a", "650 a", "250-a\\r\\n\\r\\n", "250-a\\r\\nb"})
  void refusesRepliesThatAreNone(String reply) {
    try (TestSession session = Greeted.session().client("NOOP\r\n").backend(bytes(reply))) {
      assertThat(session.refused()).hasValue("bad reply: a line does not begin with three digits");
    }
    try (TestSession session = TestSession.of(new SmtpProtocolFactory()).backend(bytes(reply))) {
      assertThat(session.refused()).hasValue("bad reply: a line does not begin with three digits");
    }
  }

  @Test
  void tellsTheClientOfABadReply() {
    try (TestSession session = Greeted.session().client("NOOP\r\n").backend("HTTP")) {
      assertThat(session.toClient())
          .isEqualTo(
              Greeted.GREETING
                  + "421 4.5.0 Galopin got a bad reply from the backend: a line does not begin with"
                  + " three digits\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"NOOP, ''", "EHLO a, DSN", "AUTH PLAIN, ''"})
  void refusesEndlessReplies(String command, String hidden) {
    String line = (command.startsWith("AUTH") ? "334-" : "250-") + "a".repeat(95) + "\r\n";
    try (TestSession session =
        Greeted.session(Map.of("max-reply", 1010, "hide", hidden)).client(command + "\r\n")) {
      session.backend(line.repeat(10));
      assertThat(session.refused()).isEmpty();
      session.backend(line.repeat(10));
      assertThat(session.refused()).hasValue("bad reply: a reply is longer than max-reply");
    }
  }

  @Test
  void passesOddLineEndsOfCommandsIfItIsTold() {
    String odd = "NOOP\nNOOP a\rb\r\nDATA\n";
    try (TestSession session =
        Greeted.session(Map.of("bare-lf", "pass"))
            .client(odd)
            .backend("250 a\n250 b\r\n354 c\n")
            .client(".\r\nQUIT\n")) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(odd + ".\r\nQUIT\n");
      assertThat(session.seen()).endsWith(">| 8", "> QUIT", ">| 5");
    }
  }
}
