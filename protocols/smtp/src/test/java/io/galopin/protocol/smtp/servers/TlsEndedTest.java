package io.galopin.protocol.smtp.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Options;
import io.galopin.engine.Below;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.protocol.tls.TlsProtocolFactory;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS at a proxy that ends TLS and reads on. */
class TlsEndedTest {

  private static final Map<String, String> TLS_REQUIRED =
      Map.of(
          "mail.smtp.starttls.enable",
          "true",
          "mail.smtp.starttls.required",
          "true",
          "mail.smtp.ssl.trust",
          "*",
          "mail.smtp.ssl.checkserveridentity",
          "false");

  private static RichBackend rich;

  @TempDir private Path authority;
  private Tls tls;

  @BeforeAll
  static void start() throws Exception {
    rich = new RichBackend();
  }

  @AfterAll
  static void stop() {
    rich.close();
  }

  @BeforeEach
  void makeAuthority() {
    tls = new Tls(authority);
  }

  private Front front(boolean both, boolean layered, Map<String, ?> options, String... rules) {
    BackendTls usual = BackendTls.DEFAULT;
    BackendTls trusting =
        new BackendTls(
            false,
            usual.trust(),
            usual.keys(),
            usual.serverName(),
            usual.versions(),
            usual.ciphers());
    return front(
        both ? Optional.of(tls.toward(trusting)) : Optional.empty(), layered, options, rules);
  }

  private Front front(
      Optional<BackendEnd> toward, boolean layered, Map<String, ?> options, String... rules) {
    TlsProtocolFactory layer = new TlsProtocolFactory();
    TlsEnds ends =
        new TlsEnds(Optional.of(tls.at(ListenTls.AUTO, new Address("127.0.0.1", 0))), toward);
    Below below =
        new Below(
            ends,
            layered
                ? List.of(
                    Made.of(layer.name(), layer.create(Options.of(layer.options(), Map.of()))))
                : List.of());
    return Front.above(below, rich.port(), options, rules);
  }

  private static void send(Front front, String subject) throws MessagingException {
    Session session = Mail.session(front.port(), TLS_REQUIRED);
    Transport.send(Mail.of(session, subject, "bob@example.com"));
  }

  private static long arrived(String subject) {
    return rich.mails.stream().filter(mail -> mail.contains("Subject: " + subject)).count();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void rulesSeeWhatIsSaidInTls(boolean both, boolean layered) throws Exception {
    String subject = "read-" + both + layered;
    try (Front front =
        front(both, layered, Map.of(), "when smtp.command=DATA once error", "delay sleep=1ms")) {
      assertThatThrownBy(() -> send(front, subject))
          .isInstanceOf(SMTPSendFailedException.class)
          .hasMessageContaining("451 4.3.0");
      send(front, subject);

      assertThat(arrived(subject)).isEqualTo(1);
      assertThat(front.decisions())
          .startsWith(
              "EHLO: delay 1 ms",
              "STARTTLS: delay 1 ms",
              "EHLO: delay 1 ms",
              "MAIL FROM example.org: delay 1 ms")
          .contains("DATA: fail 451");
      assertThat(front.troubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRuleRefusesTheUpgrade(boolean both) throws Exception {
    String rule = "when smtp.command=STARTTLS once error";
    try (Front front = front(both, true, Map.of(), rule)) {
      assertThatThrownBy(() -> send(front, "refused")).isInstanceOf(MessagingException.class);
      assertThat(front.decisions()).hasSize(1).first().asString().startsWith("STARTTLS: fail ");
      send(front, "accepted-" + both);
      assertThat(arrived("accepted-" + both)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void offersTlsUntilItHasBegunAndTakesNothingThatIsSaidTooEarly(boolean both) throws Exception {
    try (Front front = front(both, true, Map.of());
        Wire wire = new Wire(front.port())) {
      wire.reply();
      assertThat(wire.ask("EHLO me")).containsOnlyOnce("STARTTLS");
      wire.say("STARTTLS\r\nRSET\r\nMAIL FROM:<evil@example.org>\r\n");
      assertThat(wire.readToEnd()).contains("503 5.5.1 Galopin refuses this").doesNotContain("250");
    }
  }

  @Test
  void doesNotOfferTlsThatIsHidden() throws Exception {
    try (Front front = front(false, true, Map.of("hide", "STARTTLS"));
        Wire wire = new Wire(front.port())) {
      wire.reply();
      assertThat(wire.ask("EHLO me")).contains("CHUNKING").doesNotContain("STARTTLS");
    }
  }

  @Test
  void aBackendThatIsNotTrustedIsATroubleOfWhichTheClientIsToldInTls() {
    try (Front front = front(Optional.of(tls.toward(BackendTls.DEFAULT)), true, Map.of())) {
      Session session = Mail.session(front.port(), TLS_REQUIRED);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      session.setDebugOut(new PrintStream(said, true, UTF_8));
      session.setDebug(true);
      assertThatThrownBy(() -> Transport.send(Mail.of(session, "untrusted", "bob@example.com")))
          .isInstanceOf(MessagingException.class);
      // The client does not say why its EHLO failed.
      assertThat(said.toString(UTF_8))
          .contains("421 4.4.1 Galopin cannot reach the backend: TLS with backend 127.0.0.1:");
      await().until(() -> !front.troubles().isEmpty());
      assertThat(front.troubles())
          .singleElement()
          .extracting(entry -> entry.decision())
          .asString()
          .contains("failed: its certificate is ");
    }
  }
}
