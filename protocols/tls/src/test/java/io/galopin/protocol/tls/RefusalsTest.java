package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.alert;
import static io.galopin.protocol.tls.Bytes.hello;
import static io.galopin.protocol.tls.Bytes.helloBody;
import static io.galopin.protocol.tls.Bytes.hex;
import static io.galopin.protocol.tls.Bytes.message;
import static io.galopin.protocol.tls.Bytes.record;
import static io.galopin.protocol.tls.Bytes.records;
import static io.galopin.protocol.tls.Bytes.serverName;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and what the other side is told. */
class RefusalsTest {

  private static final String EXTENSION = Bytes.extension(21, "\0".repeat(20_000));

  private static TestSession session() {
    return TestSession.of(new TlsProtocolFactory());
  }

  private static void isRefused(String client, String reason, String farewell) {
    try (TestSession session = session().client(client)) {
      assertThat(session.refused().orElseThrow()).startsWith("bad request: ").contains(reason);
      assertThat(session.farewell()).hasValue(farewell);
      assertThat(session.toBackend()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n", "OPTIONS ", "PRI * HTTP/2.0\r\n", "CONNECT a:1"})
  void tellsHttpThatThisPortSpeaksTls(String request) {
    try (TestSession session = session().client(request)) {
      assertThat(session.refused()).hasValueSatisfying(why -> assertThat(why).contains("HTTP"));
      assertThat(session.farewell().orElseThrow())
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .endsWith(
              "\r\n\r\nGalopin refuses this request: this port speaks TLS (expected: https in place"
                  + " of http).\n");
    }
  }

  @Test
  void waitsUntilItKnowsThatItIsHttp() {
    try (TestSession session = session().client("G").client("E").client("T")) {
      assertThat(session.refused()).isEmpty();
      session.client(" ");
      assertThat(session.refused()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "65 68",
        "41 31 20",
        "47455447455447455447455447455447 45",
        "2a31",
        "00",
        "1602",
        "01"
      })
  void refusesWhatIsNotTls(String digits) {
    isRefused(
        hex(digits), "it does not begin like TLS (protocol tcp relays whatever there is)", "");
  }

  @Test
  void refusesHellosInTheFormOfSsl2() {
    isRefused(hex("802e 01 0301 0015 0000 0010"), "in the form of SSL 2", alert(2, 70));
    isRefused(hex("802e 02"), "does not begin like TLS", "");
  }

  @Test
  void refusesWhatIsNoClientHello() {
    isRefused(record(22, message(2, "a")), "not a ClientHello", alert(2, 10));
    isRefused(record(22, ""), "a record of the handshake is empty", alert(2, 10));
    isRefused(hex("16 0301 4001"), "longer than 16384 bytes", alert(2, 22));
    isRefused(
        record(22, message(1, "abc").substring(0, 5)) + record(23, "a"),
        "interrupted by a record of another type",
        alert(2, 10));
    isRefused(
        record(22, message(1, helloBody(0x0303)) + "more"), "behind the ClientHello", alert(2, 10));
  }

  @Test
  void readsHellosOfManyRecordsUpToABound() {
    String large = message(1, helloBody(0x0303, EXTENSION, serverName("a")));
    try (TestSession session = session().client(records(large, 1 << 14))) {
      assertThat(session.seen()).containsExactly("> ClientHello a");
      assertThat(session.attribute("tls.sni")).hasValue("a");
    }
    try (TestSession session = session().client(records(large, 3))) {
      assertThat(session.seen()).containsExactly("> ClientHello a");
    }
    isRefused(records(large, 1), "a ClientHello is longer than max-hello", alert(2, 47));
    isRefused(record(22, hex("01 010000")), "longer than max-hello", alert(2, 47));
    try (TestSession session =
        TestSession.of(new TlsProtocolFactory(), Map.of("max-hello", "512 KiB"))
            .client(records(large, 1))) {
      assertThat(session.seen()).containsExactly("> ClientHello a");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 400, 'not answer in TLS, but in plain text; it may want none'",
    "220 ready, 'not answer in TLS, but in plain text; it may want none'",
    "\u00ff, the backend does not answer in TLS",
  })
  void refusesBackendsThatAnswerOtherwise(String reply, String reason) {
    try (TestSession session = session().client(hello()).backend(reply)) {
      assertThat(session.refused().orElseThrow()).startsWith("bad reply: ").endsWith(reason);
      assertThat(session.toClient()).isEmpty();
    }
  }

  @Test
  void refusesAServerHelloThatIsNone() {
    try (TestSession session = session().client(hello()).backend(record(22, message(1, "")))) {
      assertThat(session.refused()).hasValue("bad reply: the first message is not a ServerHello");
    }
  }

  @Test
  void aBackendThatSpeaksFirstWaits() {
    try (TestSession session = session().backend("220 ready\r\n")) {
      assertThat(session.toClient()).isEmpty();
      assertThat(session.refused()).isEmpty();
      session.client(hello());
      assertThat(session.refused().orElseThrow()).contains("plain text");
    }
  }
}
