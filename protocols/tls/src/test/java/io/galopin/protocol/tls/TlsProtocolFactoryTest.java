package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.alert;
import static io.galopin.protocol.tls.Bytes.alpn;
import static io.galopin.protocol.tls.Bytes.extension;
import static io.galopin.protocol.tls.Bytes.hello;
import static io.galopin.protocol.tls.Bytes.helloBody;
import static io.galopin.protocol.tls.Bytes.message;
import static io.galopin.protocol.tls.Bytes.serverHello13;
import static io.galopin.protocol.tls.Bytes.serverName;
import static io.galopin.protocol.tls.Bytes.versions;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What users set and see. */
class TlsProtocolFactoryTest {

  private final TlsProtocolFactory factory = new TlsProtocolFactory();

  private Failure failure(String alert) {
    return new Failure("error", Options.of(factory.failureOptions(), Map.of("alert", alert)));
  }

  @Test
  void mapsEveryOption() {
    Protocol protocol =
        factory.create(
            Options.of(factory.options(), Map.of("buffer", "32 KiB", "max-hello", "1 KiB")));

    assertThat(protocol).isEqualTo(new TlsProtocol(1024, 32_768));
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new TlsProtocol(65_536, 0));
  }

  @Test
  void knowsTheAttributesOfAHandshake() {
    String hello =
        hello(serverName("API.example.com"), alpn("h2", "http/1.1"), versions(0x0304, 0x0303));
    try (TestSession session = TestSession.of(factory).client(hello)) {
      assertThat(session.attribute("tls.handshake")).hasValue(true);
      assertThat(session.attribute("tls.sni")).hasValue("API.example.com");
      assertThat(session.attribute("tls.alpn")).hasValue(List.of("h2", "http/1.1"));
      assertThat(session.attribute("tls.version")).hasValue("1.3");
      assertThat(session.attribute("tls.early-data")).hasValue(false);
      session.backend(serverHello13());
      assertThat(session.attribute("tls.chosen-version")).hasValue("1.3");
    }
  }

  @Test
  void knowsWhatIsNotThere() {
    try (TestSession session =
        TestSession.of(factory).client(hello(extension(42, ""))).backend(alert(2, 40))) {
      assertThat(session.attribute("tls.sni")).isEmpty();
      assertThat(session.attribute("tls.alpn")).hasValue(List.of());
      assertThat(session.attribute("tls.version")).hasValue("1.2");
      assertThat(session.attribute("tls.early-data")).hasValue(true);
      assertThat(session.attribute("tls.chosen-version")).isEmpty();
    }
  }

  @Test
  void aNameThatIsNoneIsShownWithoutHarm() {
    try (TestSession session = TestSession.of(factory).client(hello(serverName("a\u001b[31m")))) {
      assertThat(session.seen()).containsExactly("> ClientHello a\\u001b[31m");
    }
  }

  @ParameterizedTest
  @EnumSource(Alert.class)
  void anAlertTakesThePlaceOfTheServerHello(Alert alert) {
    String name = alert.label().substring("alert ".length());
    try (TestSession session = TestSession.failingOpening(factory, Map.of(), failure(name))) {
      session.client(hello(serverName("a")));

      assertThat(session.toBackend()).isEmpty();
      assertThat(session.toClient()).isEqualTo(alert(2, alert.number()));
      assertThat(session.seen()).contains("! alert " + name);
    }
  }

  @ParameterizedTest
  @CsvSource({"0x0301, 0x0301", "0x0303, 0x0303", "0x0000, 0x0303", "0x0A0A, 0x0303"})
  void anAlertHasTheVersionOfTheHello(String legacy, String expected) {
    String hello = Bytes.record(22, message(1, helloBody(Integer.decode(legacy), serverName("a"))));
    try (TestSession session = TestSession.failingOpening(factory, Map.of(), Failure.ERROR)) {
      session.client(hello);

      assertThat(session.toClient())
          .isEqualTo("\u0015" + Bytes.number(2, Integer.decode(expected)) + Bytes.vector(2, "\2P"));
    }
  }

  @Test
  void alertsHaveTheNamesOfTheirNumbers() {
    assertThat(Alert.label(40)).isEqualTo("alert handshake-failure");
    assertThat(Alert.label(0)).isEqualTo("alert close-notify");
    assertThat(Alert.label(200)).isEqualTo("alert 200");
  }
}
