package io.galopin.protocol.smtp.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mails that Angus Mail sends to GreenMail. */
class GreenMailTest {

  private static MailBackend backend;

  @BeforeAll
  static void start() {
    backend = new MailBackend();
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void passes() throws Exception {
    try (Front front = Front.of(backend.port())) {
      Mail.send(front.port(), "passes", "bob@example.com");
      assertThat(backend.subjects()).containsOnlyOnce("passes");
    }
  }

  @Test
  void isGreylistedTwiceAndThenDelivered() throws Exception {
    String rule = "when smtp.to=*@example.com first 2 error failure=greylisted";
    try (Front front = Front.of(backend.port(), rule)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> Mail.send(front.port(), "greylisted", "bob@example.com"))
            .isInstanceOf(SendFailedException.class)
            .hasMessageContaining("Invalid Addresses")
            .hasRootCauseMessage("450 4.2.0 Greylisted, please try again later\n");
      }
      Mail.send(front.port(), "greylisted", "bob@example.com");

      assertThat(backend.subjects()).containsOnlyOnce("greylisted");
      assertThat(front.decisions())
          .containsExactly("RCPT TO example.com: fail 450", "RCPT TO example.com: fail 450");
    }
  }

  @Test
  void arrivesTwiceIfTheReplyBehindTheFinalDotIsLost() throws Exception {
    try (Front front = Front.of(backend.port(), "when smtp.command=DATA once lost-reply")) {
      assertThatThrownBy(() -> Mail.send(front.port(), "doubled", "bob@example.com"))
          .isInstanceOf(MessagingException.class);
      Mail.send(front.port(), "doubled", "bob@example.com");

      assertThat(backend.subjects()).filteredOn("doubled"::equals).hasSize(2);
      assertThat(front.decisions()).containsExactly("DATA: lose the reply, close");
    }
  }

  @Test
  void isNotDeliveredIfDataFails() throws Exception {
    String rule = "when smtp.command=DATA smtp.to=bob@* once error failure=out-of-storage";
    try (Front front = Front.of(backend.port(), rule)) {
      assertThatThrownBy(() -> Mail.send(front.port(), "stored", "bob@example.com"))
          .isInstanceOf(SMTPSendFailedException.class)
          .hasMessageContaining("452 4.3.1 Insufficient system storage");
      assertThat(backend.subjects()).doesNotContain("stored");
    }
  }

  @Test
  void isNotDeliveredIfItFailsAtItsEnd() throws Exception {
    String rule = "when smtp.command=DATA once error failure=rejected at=end";
    try (Front front = Front.of(backend.port(), rule)) {
      assertThatThrownBy(() -> Mail.send(front.port(), "scanned", "bob@example.com"))
          .isInstanceOf(SMTPSendFailedException.class)
          .hasMessageContaining("554 5.7.1 Message rejected");
      assertThat(front.decisions()).containsExactly("DATA: fail 554");
      Mail.send(front.port(), "scanned", "bob@example.com");
      assertThat(backend.subjects()).containsOnlyOnce("scanned");
    }
  }

  @Test
  void goesOnWithAnotherMailAfterDataFailed() throws Exception {
    try (Front front = Front.of(backend.port(), "when smtp.command=DATA once error");
        Wire wire = new Wire(front.port())) {
      assertThat(wire.reply()).startsWith("220 ");
      wire.ask("EHLO me");
      for (String status : new String[] {"451 4.3.0 injected by Galopin, on purpose", "354"}) {
        assertThat(wire.ask("MAIL FROM:<ann@example.org>")).startsWith("250 ");
        assertThat(wire.ask("RCPT TO:<bob@example.com>")).startsWith("250 ");
        assertThat(wire.ask("DATA")).startsWith(status);
      }
      assertThat(wire.ask("Subject: another\r\n\r\n.")).startsWith("250 ");
      assertThat(wire.ask("QUIT")).startsWith("221 ");
      assertThat(wire.readToEnd()).isEmpty();
      assertThat(backend.subjects()).containsOnlyOnce("another");
    }
  }

  @Test
  void isNotConnectedToIfTheGreetingFails() throws Exception {
    String rule = "when opening first 1 error failure=too-many-connections";
    try (Front front = Front.of(1, rule);
        Wire wire = new Wire(front.port())) {
      assertThat(wire.readToEnd()).isEqualTo("421 4.7.0 Too many connections\r\n");
      assertThat(front.decisions()).containsExactly("CONNECT: fail 421");
      try (Wire next = new Wire(front.port())) {
        assertThat(next.readToEnd()).startsWith("421 4.4.1 Galopin cannot reach the backend: ");
      }
    }
  }

  @Test
  void isReachedByTheNextConnectionIfTheGreetingFails() throws Exception {
    try (Front front = Front.of(backend.port(), "when opening once error failure=no-service")) {
      assertThatThrownBy(() -> Mail.send(front.port(), "greeted", "bob@example.com"))
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("response: 554");
      Mail.send(front.port(), "greeted", "bob@example.com");
      assertThat(backend.subjects()).containsOnlyOnce("greeted");
    }
  }

  @Test
  void seemsToTimeOut() throws Exception {
    String rule = "when smtp.command=RSET notice notice=idle-timeout after=10ms";
    try (Front front = Front.of(backend.port(), rule);
        Wire wire = new Wire(front.port())) {
      wire.reply();
      assertThat(wire.ask("RSET")).startsWith("250 ");
      assertThat(wire.readToEnd()).isEqualTo("421 4.4.2 Timeout, closing transmission channel\r\n");
      assertThat(front.decisions()).hasSize(1).first().asString().startsWith("RSET: ");
    }
  }
}
