package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.TestSession;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a mail ends, and where servers might disagree about that. */
class BodyEndTest {

  private static final SmtpProtocolFactory SMTP = new SmtpProtocolFactory();
  private static final Map<String, String> PASS = Map.of("bare-lf", "pass");

  private static TestSession inBody(Map<String, String> options) {
    return Greeted.session(options).client("DATA\r\n").backend("354 go on\r\n");
  }

  /** As strings in tables are written: {@code \r} and the like are escaped. */
  private static String bytes(String written) {
    return written.translateEscapes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\r\\n",
        "a\\r\\n",
        "..\\r\\n",
        ". \\r\\n",
        ".a\\r\\n.b\\r\\n..\\r\\n",
        "\\r\\n\\r\\n",
        "a\\nb\\rc\\r\\n",
        "a\\n..\\nb\\n.c\\r.d\\r\\n",
        "a.\\r\\n",
        "a.\\nb\\r\\n",
        "\\r\\r\\n",
        "\\n\\r\\n",
        "....\\r\\n"
      })
  void isADotBetweenLineEnds(String mail) {
    try (TestSession session = inBody(Map.of()).client(bytes(mail) + ".\r\nNOOP\r\n")) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo("DATA\r\n" + bytes(mail) + ".\r\nNOOP\r\n");
      assertThat(session.seen()).endsWith("> NOOP", ">| 6");
    }
  }

  /** Each of these has ended a mail for some server, while others read on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\n.\\n",
        "a\\n.\\r\\n",
        "a\\r\\n.\\n",
        "a\\r.\\r",
        "a\\r.\\r\\n",
        "a\\r\\n.\\r",
        "a\\r\\n.\\r\\r\\n",
        "a\\n.\\rb",
        "a\\r.\\nb",
        ".\\n",
        ".\\rb"
      })
  void isRefusedWhereServersDisagree(String mail) {
    String whole = bytes(mail) + "x\r\n.\r\nNOOP\r\n";
    try (TestSession session = inBody(Map.of()).client(whole)) {
      assertThat(session.refused().orElseThrow())
          .isEqualTo(
              "bad request: a dot stands alone between line ends that are not CR LF, where servers"
                  + " end the mail differently (option bare-lf passes that)");
      assertThat(session.farewell().orElseThrow()).startsWith("521 5.5.2 Galopin refuses this: ");
      assertThat(session.toBackend()).doesNotContain(".").startsWith("DATA\r\n");
    }
    try (TestSession session = inBody(PASS).client(whole)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo("DATA\r\n" + whole);
      assertThat(session.seen()).endsWith("> NOOP", ">| 6");
    }
  }

  @Test
  void isFoundHoweverTheMailIsSplit() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      StringBuilder mail = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        mail.append("\r\n.a".charAt(random.nextInt(4)));
      }
      Dialogue dialogue =
          Dialogue.start()
              .backend(Greeted.GREETING)
              .client("DATA\r\n")
              .backend("354 go on\r\n")
              .client(mail + "\r\n.\r\nNOOP\r\n")
              .backend("250 ok\r\n250 ok\r\n");
      Garbage.of(SMTP, Map.of()).mostWaiting(20).check(dialogue);
      Garbage.of(SMTP, PASS).mostWaiting(20).check(dialogue);
    }
  }

  @Test
  void streamsMailsOfAnyLength() {
    try (TestSession session = inBody(Map.of())) {
      String lines = ("a".repeat(76) + "\r\n").repeat(1_000);
      for (int i = 0; i < 20; i++) {
        session.client(lines);
        assertThat(session.waiting(Direction.UPSTREAM)).isEmpty();
      }
      session.client(".\r\n").backend("250 ok\r\n");
      assertThat(session.seen()).endsWith(">| 1560009", "< 250", "<| 8");
    }
  }
}
