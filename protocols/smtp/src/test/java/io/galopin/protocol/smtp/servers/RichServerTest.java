package io.galopin.protocol.smtp.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server with STARTTLS, PIPELINING, CHUNKING and AUTH. */
class RichServerTest {

  private static final Map<String, String> TLS_IF_OFFERED =
      Map.of(
          "mail.smtp.starttls.enable",
          "true",
          "mail.smtp.ssl.trust",
          "*",
          "mail.smtp.ssl.checkserveridentity",
          "false");

  private static RichBackend backend;

  @BeforeAll
  static void start() throws Exception {
    backend = new RichBackend();
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  private static void sendWithTls(int port, String subject) throws Exception {
    Session session = Mail.session(port, TLS_IF_OFFERED);
    Transport.send(Mail.of(session, subject, "bob@example.com"));
  }

  private static long arrived(String subject) {
    return backend.mails.stream().filter(mail -> mail.contains("Subject: " + subject)).count();
  }

  /** From then on exchanges are turns, which the log says once for all connections. */
  @Test
  void isReachedThroughTls() throws Exception {
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger("io.galopin");
    said.start();
    log.addAppender(said);
    try (Front front =
        Front.of(backend.port(), "when smtp.command=DATA error", "delay sleep=1ms")) {
      sendWithTls(front.port(), "encrypted");
      sendWithTls(front.port(), "encrypted");

      assertThat(arrived("encrypted")).isEqualTo(2);
      assertThat(front.decisions())
          .startsWith("EHLO: delay 1 ms", "STARTTLS: delay 1 ms")
          .noneMatch(fault -> fault.contains("DATA") || fault.contains("MAIL"))
          .filteredOn(fault -> fault.matches("[0-9]+ bytes: delay 1 ms"))
          .hasSizeGreaterThan(8);
    } finally {
      log.detachAppender(said);
    }
    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains("TLS"))
        .singleElement()
        .asString()
        .contains("hide=STARTTLS");
  }

  @Test
  void isReachedInTheClearIfStarttlsIsHidden() throws Exception {
    Map<String, Object> hiding = Map.of("hide", "STARTTLS");
    try (Front front = Front.with(backend.port(), hiding, "when smtp.command=DATA once error")) {
      assertThatThrownBy(() -> sendWithTls(front.port(), "clear"))
          .isInstanceOf(SMTPSendFailedException.class)
          .hasMessageContaining("451 4.3.0");
      sendWithTls(front.port(), "clear");

      assertThat(arrived("clear")).isEqualTo(1);
      assertThat(front.decisions()).containsExactly("DATA: fail 451");
    }
  }

  @Test
  void getsNoCommandThatWasSaidBeforeTls() throws Exception {
    try (Front front = Front.of(backend.port());
        Wire wire = new Wire(front.port())) {
      wire.reply();
      wire.ask("EHLO me");
      wire.say("STARTTLS\r\nRSET\r\nMAIL FROM:<evil@example.org>\r\n");
      assertThat(wire.readToEnd()).contains("503 5.5.1 Galopin refuses this").doesNotContain("250");
    }
  }

  @Test
  void takesMailsThatArePipelined() throws Exception {
    String rule = "when smtp.to=no@* error failure=mailbox-unavailable message=no";
    try (Front front = Front.of(backend.port(), rule);
        Wire wire = new Wire(front.port())) {
      wire.reply();
      wire.ask("EHLO me");
      wire.say("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.com>\r\n");
      wire.say("RCPT TO:<no@example.com>\r\nDATA\r\n");
      assertThat(wire.reply()).startsWith("250 ");
      assertThat(wire.reply()).startsWith("250 ");
      assertThat(wire.reply()).isEqualTo("550 5.1.1 no");
      assertThat(wire.reply()).startsWith("354 ");
      wire.say("Subject: piped\r\n\r\n.\r\nRSET\r\nNOOP\r\nQUIT\r\n");
      assertThat(wire.reply()).startsWith("250 ");
      assertThat(wire.readToEnd()).startsWith("250 ").contains("221 ");
      assertThat(arrived("piped")).isEqualTo(1);
    }
  }

  @Test
  void takesMailsInChunks() throws Exception {
    try (Front front = Front.of(backend.port(), "when smtp.command=BDAT once error");
        Wire wire = new Wire(front.port())) {
      wire.reply();
      wire.ask("EHLO me");
      String envelope = "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.com>\r\n";
      wire.say(envelope + "BDAT 20 LAST\r\nSubject: lost\r\n\r\n.\r\n");
      assertThat(wire.reply()).startsWith("250 ");
      assertThat(wire.reply()).startsWith("250 ");
      assertThat(wire.reply()).startsWith("451 4.3.0 ");
      wire.say(envelope + "BDAT 12\r\nSubject: chuBDAT 7\r\nnks\r\n\r\nBDAT 5 LAST\r\n\r\n.\r\n");
      for (int i = 0; i < 5; i++) {
        assertThat(wire.reply()).startsWith("250 ");
      }
      assertThat(wire.ask("QUIT")).startsWith("221 ");
      assertThat(arrived("lost")).isZero();
      assertThat(arrived("chunks\r\n\r\n\r\n.")).isEqualTo(1);
    }
  }

  /** No password, mailbox or mail is in the journal, even if rules act on every command. */
  @Test
  void isLoggedInToInSecret() throws Exception {
    try (Front front = Front.of(backend.port(), "delay sleep=1ms")) {
      Session session = Mail.session(front.port(), Map.of("mail.smtp.auth", "true"));
      for (String mechanism : new String[] {"PLAIN", "LOGIN"}) {
        session.getProperties().put("mail.smtp.auth.mechanisms", mechanism);
        Transport.send(
            Mail.of(session, "planted-secret", "planted-secret@example.com"),
            "planted-secret",
            "planted-secret");
      }
      assertThat(arrived("planted-secret")).isEqualTo(2);
      assertThat(front.journal().toString())
          .contains("AUTH PLAIN", "AUTH LOGIN", "MAIL FROM example.org", "RCPT TO example.com")
          .doesNotContainIgnoringCase("planted")
          .doesNotContain("cGxhbnRlZC1zZWNyZXQ", "ann@", "Hello");
    }
  }
}
