package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpProtocolFactoryTest {

  private final SmtpProtocolFactory factory = new SmtpProtocolFactory();

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(
            new SmtpProtocol(
                new Limits(2_048, 12_288, 65_536), false, new HiddenExtensions(Set.of()), 0));
  }

  @Test
  void mapsEveryOption() {
    Map<String, Object> given =
        Map.of(
            "buffer",
            "16 KiB",
            "keep-alive",
            true,
            "reuse-socket",
            true,
            "hide",
            "starttls, CHUNKING",
            "bare-lf",
            "pass",
            "max-line",
            "1 KiB",
            "max-auth-line",
            "2 KiB",
            "max-reply",
            "3 KiB");

    SmtpProtocol protocol = (SmtpProtocol) factory.create(Options.of(factory.options(), given));

    assertThat(protocol)
        .isEqualTo(
            new SmtpProtocol(
                new Limits(1_024, 2_048, 3_072),
                true,
                new HiddenExtensions(Set.of("STARTTLS", "CHUNKING")),
                16_384));
    assertThat(protocol.edits())
        .containsExactly("the reply to EHLO does not offer CHUNKING, STARTTLS");
    assertThat(given).hasSize(factory.options().size());
  }

  @Test
  void takesNoForeignBytesIntoReplies() {
    assertThat(factory.create(Options.defaults(factory.options())).acceptsInsertion()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "A,,B", "A B", "A;B", "A,B\r\n", "-A"})
  void hidesNothingThatIsNoKeyword(String keywords) {
    assertThatThrownBy(() -> SmtpProtocolFactory.HIDE.parse(keywords))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("as in STARTTLS,CHUNKING");
  }

  @Test
  void hasNoOptionsOfNoticesThatOnlyFailuresRead() {
    assertThat(factory.noticeOptions())
        .extracting(Option::name)
        .containsExactly("message", "status", "enhanced-status");
  }

  @Test
  void namesFailuresAndAttributes() {
    assertThat(factory.failures())
        .extracting(Failure.Kind::name)
        .containsExactly(
            "error",
            "greylisted",
            "local-error",
            "out-of-storage",
            "too-many-recipients",
            "tls-not-available",
            "authentication-not-available",
            "authentication-required",
            "starttls-required",
            "bad-credentials",
            "mailbox-unavailable",
            "message-too-large",
            "bad-address",
            "rejected",
            "no-service",
            "too-many-connections",
            "shutting-down",
            "idle-timeout");
    assertThat(factory.notices())
        .extracting(Failure.Kind::name)
        .containsExactly("shutting-down", "idle-timeout");
    assertThat(factory.hasOpening()).isTrue();
    assertThat(factory.failures())
        .extracting(Failure.Kind::description)
        .contains(
            "550 5.1.1 No such mailbox here",
            "421 4.7.0 Too many connections, and the connection is closed");
    assertThat(factory.attributes())
        .extracting(Attribute::name)
        .containsExactly(
            "smtp.command",
            "smtp.from",
            "smtp.to",
            "smtp.size",
            "smtp.extension",
            "smtp.status",
            "smtp.enhanced-status");
  }
}
