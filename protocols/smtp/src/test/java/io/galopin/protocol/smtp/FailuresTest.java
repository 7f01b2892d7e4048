package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Failure;
import io.galopin.api.Noticing;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and backends get if a command fails. */
class FailuresTest {

  private static final SmtpProtocolFactory SMTP = new SmtpProtocolFactory();

  private static Failure failure(String name, Map<String, Object> options) {
    return new Failure(name, Options.of(SMTP.failureOptions(), options));
  }

  private static String told(String name, Map<String, Object> options) {
    try (TestSession session = Greeted.session().client("NOOP\r\n")) {
      return session.rendered(failure(name, options));
    }
  }

  private static TestSession failing(String label) {
    return Greeted.session().failing(failure("error", Map.of("message", "x")), label::equals);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error                        | 451 4.3.0 injected by Galopin, on purpose",
        "greylisted                   | 450 4.2.0 Greylisted, please try again later",
        "local-error                  | 451 4.3.0 Temporary lookup failure",
        "out-of-storage               | 452 4.3.1 Insufficient system storage",
        "too-many-recipients          | 452 4.5.3 Too many recipients",
        "tls-not-available            | 454 4.7.0 TLS not available due to local problem",
        "authentication-not-available | 454 4.7.0 Temporary authentication failure",
        "authentication-required      | 530 5.7.0 Authentication required",
        "starttls-required            | 530 5.7.0 Must issue a STARTTLS command first",
        "bad-credentials              | 535 5.7.8 Authentication credentials invalid",
        "mailbox-unavailable          | 550 5.1.1 No such mailbox here",
        "message-too-large            | 552 5.3.4 Message size exceeds fixed limit",
        "bad-address                  | 553 5.1.3 Mailbox name not allowed",
        "rejected                     | 554 5.7.1 Message rejected",
        "no-service                   | 554 5.3.2 No SMTP service here",
        "too-many-connections         | 421 4.7.0 Too many connections",
        "shutting-down                | 421 4.3.2 Service not available, closing transmission"
            + " channel",
        "idle-timeout                 | 421 4.4.2 Timeout, closing transmission channel",
        "unheard-of                   | 451 4.3.0 injected by Galopin, on purpose"
      })
  void haveTheWordsOfServers(String name, String words) {
    assertThat(told(name, Map.of())).isEqualTo(words + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({"250 go, false", "502 no, true"})
  void areNotSaidUnaskedWhenTheRolesHaveChanged(String reply, boolean said) {
    Failure notice =
        new Failure("shutting-down", Options.of(SMTP.noticeOptions(), Map.<String, Object>of()));
    try (TestSession session = Greeted.session().client("TURN\r\n").backend(reply + "\r\n")) {
      Rendering rendering =
          session
              .session(Noticing.class)
              .notice(notice, new TestConnection(1).exchange(1), UnpooledByteBufAllocator.DEFAULT);

      assertThat(rendering != null).isEqualTo(said);
      ReferenceCountUtil.release(rendering == null ? null : rendering.bytes());
    }
  }

  @Test
  void takeOtherWordsAndStatuses() {
    assertThat(told("error", Map.of("message", "a\r\n250 trick\t")))
        .isEqualTo("451 4.3.0 a 250 trick \r\n");
    assertThat(told("greylisted", Map.of("status", 451, "enhanced-status", "4.7.1")))
        .isEqualTo("451 4.7.1 Greylisted, please try again later\r\n");
    assertThat(told("rejected", Map.of("status", 450))).isEqualTo("450 4.7.1 Message rejected\r\n");
    assertThat(told("error", Map.of("enhanced-status", "", "message", "a"))).isEqualTo("451 a\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "4.1", "3.1.1", "4.1.1.1", "4.1.1234", "a"})
  void takeNoEnhancedStatusThatIsNone(String enhanced) {
    assertThatThrownBy(() -> SmtpFailure.ENHANCED_STATUS.parse(enhanced))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("as in 4.7.1");
  }

  @Test
  void keepFromTheBackendWhatFails() {
    try (TestSession session = failing("RCPT TO b.example")) {
      session.client("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
      session.backend("250 1\r\n250 2\r\n");
      assertThat(session.attribute("smtp.to")).hasValue(List.of("c@d.example"));
      session.backend("354 3\r\n").client(".\r\n").backend("250 4\r\n");
      assertThat(session.toBackend())
          .isEqualTo("MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n.\r\n");
      assertThat(session.toClient())
          .isEqualTo(Greeted.GREETING + "250 1\r\n451 4.3.0 x\r\n250 2\r\n354 3\r\n250 4\r\n");
    }
  }

  @Test
  void ofDataResetTheBackendsTransaction() {
    try (TestSession session = failing("DATA")) {
      session.client("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n");
      session.backend("250 1\r\n250 2\r\n");
      assertThat(session.toBackend())
          .isEqualTo("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRSET\r\n");
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + "250 1\r\n250 2\r\n");
      session.backend("250-2.0.0 reset\r\n250 reset\r\n");
      assertThat(session.toClient())
          .isEqualTo(Greeted.GREETING + "250 1\r\n250 2\r\n451 4.3.0 x\r\n");

      session.client("MAIL FROM:<>\r\n").backend("250 3\r\n");
      assertThat(session.toBackend()).endsWith("RSET\r\nMAIL FROM:<>\r\n");
      assertThat(session.toClient()).endsWith("451 4.3.0 x\r\n250 3\r\n");
      session.client("RCPT TO:<a@b.example>\r\n").backend("250 4\r\n").client("NOOP\r\n");
      assertThat(session.attribute("smtp.command")).hasValue("NOOP");
    }
  }

  @Test
  void ofAChunkResetTheBackendsTransaction() {
    try (TestSession session = failing("BDAT")) {
      session.client("MAIL FROM:<>\r\n").backend("250 1\r\n");
      session.client("BDAT 3\r\nab").backend("250 reset\r\n").client("cNOOP\r\n");
      session.backend("250 2\r\n");
      assertThat(session.toBackend()).isEqualTo("MAIL FROM:<>\r\nRSET\r\nNOOP\r\n");
      assertThat(session.toClient())
          .isEqualTo(Greeted.GREETING + "250 1\r\n451 4.3.0 x\r\n250 2\r\n");
    }
  }

  @Test
  void ofAuthKeepSecretsFromTheBackend() {
    try (TestSession session = failing("AUTH PLAIN")) {
      session.client("AUTH PLAIN secret\r\nNOOP\r\n").backend("250 1\r\n");
      assertThat(session.toBackend()).isEqualTo("NOOP\r\n");
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + "451 4.3.0 x\r\n250 1\r\n");
    }
  }

  @Test
  void ofStarttlsLeaveTheConversationInTheClear() {
    try (TestSession session = failing("STARTTLS")) {
      session.client("STARTTLS\r\n").client("NOOP\r\n").backend("250 1\r\n");
      assertThat(session.toBackend()).isEqualTo("NOOP\r\n");
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + "451 4.3.0 x\r\n250 1\r\n");
    }
  }

  @Test
  void of421CloseTheConnection() {
    try (TestSession session =
        Greeted.session().failing(failure("shutting-down", Map.of()), "NOOP"::equals)) {
      session.client("NOOP\r\nRSET\r\n");
      assertThat(session.toBackend()).isEmpty();
      assertThat(session.toClient()).startsWith(Greeted.GREETING + "421 4.3.2 ");
    }
  }

  @Test
  void atTheReplyComeBehindTheMail() {
    try (TestSession session =
        Greeted.session().failingAtReply(failure("rejected", Map.of()), "DATA"::equals)) {
      session
          .client("DATA\r\n")
          .backend("354 go on\r\n")
          .client("a\r\n.\r\n")
          .backend("250 ok\r\n");
      assertThat(session.toBackend()).isEqualTo("DATA\r\na\r\n.\r\n");
      assertThat(session.toClient())
          .isEqualTo(Greeted.GREETING + "354 go on\r\n554 5.7.1 Message rejected\r\n");
    }
  }

  /** A greeting can be 220, 421 or 554. The backend is never connected to for one that fails. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "too-many-connections | 421 4.7.0 Too many connections",
        "no-service           | 554 5.3.2 No SMTP service here",
        "error                | 421 4.3.0 injected by Galopin, on purpose",
        "mailbox-unavailable  | 554 5.1.1 No such mailbox here"
      })
  void standInPlaceOfTheGreeting(String name, String words) {
    try (TestSession session =
        TestSession.failingOpening(SMTP, Map.of(), failure(name, Map.of()))) {
      session.client("EHLO a\r\n");
      assertThat(session.toClient()).isEqualTo(words + "\r\n");
      assertThat(session.toBackend()).isEmpty();
    }
  }

  private static TestSession failingAtEnd(String label) {
    return Greeted.session()
        .failing(failure("rejected", Map.of("message", "x", "at", "end")), label::equals);
  }

  @Test
  void atTheMailsEndWithholdTheFinalDot() {
    try (TestSession session = failingAtEnd("DATA")) {
      session.client("DATA\r\n").backend("354 go on\r\n").client("a\r\n..\r\n");
      assertThat(session.toBackend()).isEqualTo("DATA\r\na\r\n..\r\n");
      session.client(".\r\nQUIT\r\n");
      assertThat(session.toBackend()).isEqualTo("DATA\r\na\r\n..\r\n");
      assertThat(session.toClient())
          .isEqualTo(
              Greeted.GREETING
                  + "354 go on\r\n554 5.7.1 x\r\n421 4.3.2 closing transmission channel\r\n");
    }
  }

  @Test
  void atTheMailsEndWithholdTheLastOfAChunk() {
    try (TestSession session = failingAtEnd("BDAT")) {
      session.client("BDAT 5 LAST\r\nab").client("cde");
      assertThat(session.toBackend()).isEqualTo("BDAT 5 LAST\r\nab");
      assertThat(session.toClient()).contains("554 5.7.1 x\r\n421 ");
    }
  }

  @Test
  void atTheMailsEndDoNotStandInPlaceOfTheServersOwn() {
    try (TestSession session = failingAtEnd("DATA")) {
      session.client("DATA\r\n").backend("554 no\r\n").client("DATA\r\n").backend("354 go on\r\n");
      session.client("a").backend("552 no\r\n").client("\r\n.\r\nQUIT\r\n").backend("221 bye\r\n");
      assertThat(session.toBackend()).isEqualTo("DATA\r\nDATA\r\na\r\n.\r\nQUIT\r\n");
      assertThat(session.toClient())
          .isEqualTo(Greeted.GREETING + "554 no\r\n354 go on\r\n552 no\r\n221 bye\r\n");
    }
  }

  @Test
  void ofOtherCommandsKnowNoEnd() {
    try (TestSession session = failingAtEnd("NOOP")) {
      session.client("NOOP\r\nRSET\r\n");
      assertThat(session.toBackend()).isEqualTo("RSET\r\n");
      assertThat(session.toClient()).isEqualTo(Greeted.GREETING + "554 5.7.1 x\r\n");
    }
  }
}
