package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenExtensionsTest {

  private static TestSession hiding(String hidden, String command, String reply) {
    return Greeted.session(Map.of("hide", hidden))
        .client(command + "\r\n")
        .backend(reply.translateEscapes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "250-b\\r\\n250-STARTTLS\\r\\n250 DSN\\r\\n          | 250-b\\r\\n250 DSN\\r\\n",
        "250-b\\r\\n250-DSN\\r\\n250 starttls\\r\\n          | 250-b\\r\\n250 DSN\\r\\n",
        "250-b\\r\\n250-AUTH=PLAIN\\r\\n250 AUTH PLAIN\\r\\n | 250 b\\r\\n",
        "250-STARTTLS\\r"
            + "\\n"
            + "250 STARTTLSX\\r"
            + "\\n"
            + "                | 250-STARTTLS\\r"
            + "\\n"
            + "250 STARTTLSX\\r"
            + "\\n",
        "250-b\\n250 STARTTLS\\n                             | 250 b\\n",
        "250-b\\r\\n250-\\r\\n250-STARTTLS\\r\\n250\\r\\n    | 250-b\\r\\n250-\\r\\n250\\r\\n",
        "250 b\\r\\n                                         | 250 b\\r\\n",
        "250\\r\\n                                           | 250\\r\\n",
        "550-STARTTLS\\r\\n550 STARTTLS\\r\\n                | 550-STARTTLS\\r\\n550 STARTTLS\\r\\n"
      })
  void areNotInTheReplyToEhlo(String reply, String seen) {
    try (TestSession session = hiding("STARTTLS,auth", "ehlo a", reply)) {
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + seen.translateEscapes());
      assertThat(session.refused()).isEmpty();
    }
  }

  @Test
  void areInOtherReplies() {
    String help = "250-a\r\n250 STARTTLS\r\n";
    try (TestSession session = hiding("STARTTLS", "HELP", help)) {
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + help);
    }
  }

  @Test
  void areHiddenInPiecesToo() {
    try (TestSession session = hiding("STARTTLS", "EHLO a", "2")) {
      for (char next : "50-b\r\n250-STARTTLS\r\n250 DSN\r\n".toCharArray()) {
        session.backend(String.valueOf(next));
      }
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + "250-b\r\n250 DSN\r\n");
    }
  }
}
