package io.galopin.protocol.tls.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLProtocolException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets of the JDK at both ends of a proxy. */
class JdkClientTest {

  private static SSLContext context;
  private static EchoServer server;
  private static EchoServer old;

  @BeforeAll
  static void start() throws Exception {
    context = Keys.context();
    server = new EchoServer(context, "TLSv1.3", "TLSv1.2");
    old = new EchoServer(context, "TLSv1.2");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    old.close();
  }

  private static SSLSocket client(Front front, String name, String... protocols)
      throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), front.port());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, front.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String echoed(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return new String(socket.getInputStream().readNBytes(text.length()), US_ASCII);
  }

  private static void shake(Front front, String name, String... protocols) throws IOException {
    try (SSLSocket socket = client(front, name, protocols)) {
      socket.startHandshake();
      assertThat(echoed(socket, "hello")).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bytesPassUnchanged(String version) throws Exception {
    try (Front front = Front.of(server.port());
        SSLSocket socket = client(front, "www.example.com", version)) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      String large = "0123456789".repeat(100_000);
      Thread writer =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(large.getBytes(US_ASCII));
                } catch (IOException broken) {
                  // The reader sees less.
                }
              });
      writer.start();
      assertThat(new String(socket.getInputStream().readNBytes(large.length()), US_ASCII))
          .isEqualTo(large);
      writer.join();
      assertThat(front.journal()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "handshake-failure, handshake_failure",
    "unrecognized-name, unrecognized_name",
    "protocol-version, protocol_version",
    "internal-error, internal_error",
    "certificate-required, certificate_required",
    "access-denied, access_denied",
    "insufficient-security, insufficient_security",
    "no-application-protocol, no_application_protocol",
    "certificate-expired, certificate_expired",
    "unknown-ca, unknown_ca",
  })
  void anAlertIsToldByItsName(String alert, String told) throws Exception {
    int before = server.shaken();
    String rule = "when tls.sni=*.example.com error alert=" + alert;
    try (Front front = Front.of(server.port(), rule)) {
      for (String version : List.of("TLSv1.3", "TLSv1.2")) {
        assertThatThrownBy(() -> shake(front, "www.example.com", version))
            .isInstanceOf(SSLException.class)
            .hasMessage("Received fatal alert: " + told);
      }
      assertThat(server.shaken()).isEqualTo(before);
      shake(front, "localhost");
      assertThat(front.decisions())
          .hasSize(2)
          .containsOnly("ClientHello www.example.com: fail alert " + alert);
      assertThat(front.places()).containsOnly("tls 0: fail alert " + alert);
    }
  }

  @Test
  void rulesThatDoNotNameTheHandshakeActOnTurns() throws Exception {
    try (Front front = Front.of(server.port(), "when exchange=1.. error")) {
      assertThatThrownBy(() -> shake(front, "localhost")).isInstanceOf(IOException.class);
      assertThat(front.places()).first().isEqualTo("1: fail reset");
    }
    try (Front front = Front.of(server.port(), "delay sleep=0ms")) {
      shake(front, "localhost", "TLSv1.3");
      assertThat(front.faults()).allSatisfy(fault -> assertThat(fault.exchange()).isPositive());
    }
  }

  @Test
  void aTurnCanBeFoundByTheNameInTheHandshake() throws Exception {
    String rule = "when tls.sni=api.example.com tls.chosen-version=1.2 exchange=1.. abort";
    try (Front front = Front.of(server.port(), rule)) {
      shake(front, "www.example.com", "TLSv1.2");
      shake(front, "api.example.com", "TLSv1.3");
      assertThat(front.faults()).isEmpty();
      assertThatThrownBy(() -> shake(front, "api.example.com", "TLSv1.2"))
          .isInstanceOf(IOException.class);
      assertThat(front.places()).isNotEmpty();
    }
  }

  @Test
  void rulesKnowWhatTheBackendChose() throws Exception {
    String rule = "when tls.version=1.3 tls.chosen-version=1.2 error alert=inappropriate-fallback";
    try (Front front = Front.of(old.port(), rule)) {
      assertThatThrownBy(() -> shake(front, "localhost", "TLSv1.3", "TLSv1.2"))
          .hasMessage("Received fatal alert: inappropriate_fallback");
      shake(front, "localhost", "TLSv1.2");
      assertThat(front.faults()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-reply", "blackout"})
  void aHandshakeWithoutAServerHelloIsAnEnd(String behavior) throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake once " + behavior)) {
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessage("Remote host terminated the handshake")
          .hasCauseInstanceOf(EOFException.class);
      shake(front, "localhost");
    }
  }

  @Test
  void anAbortedHandshakeIsAnEnd() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake once abort")) {
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOfAny(SSLException.class, SocketException.class);
      assertThat(front.decisions()).hasSize(1);
      shake(front, "localhost");
    }
  }

  @Test
  void aHandshakeThatHangsTimesOut() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake once hang");
        SSLSocket socket = client(front, "localhost")) {
      socket.setSoTimeout(300);
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SocketTimeoutException.class);
      shake(front, "localhost");
    }
  }

  @Test
  void aDelayedHandshakeSucceeds() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake delay sleep=200ms")) {
      long start = System.nanoTime();
      shake(front, "localhost");
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
      assertThat(front.places()).containsExactly("tls 0: delay 200 ms");
    }
  }

  @Test
  void aServerHelloCanBeCutShort() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake once truncate bytes=20")) {
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOf(SSLException.class)
          .hasMessage("Remote host terminated the handshake")
          .hasRootCauseMessage("SSL peer shut down incorrectly");
      assertThat(front.faults()).hasSize(1);
      shake(front, "localhost");
    }
  }

  @Test
  void aServerHelloCanBeCorrupted() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake once corrupt every=8")) {
      assertThatThrownBy(() -> shake(front, "localhost")).isInstanceOf(SSLException.class);
      assertThat(front.places()).singleElement().asString().startsWith("tls 0: ");
      shake(front, "localhost");
    }
  }

  @Test
  void theSameSeedHitsTheSameHandshakes() throws Exception {
    List<List<Long>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Front front =
          Front.of(server.port(), "when tls.sni=*.example.com 30% error alert=internal-error")) {
        for (int i = 0; i < 30; i++) {
          try {
            shake(front, "www.example.com");
          } catch (SSLException hit) {
            assertThat(hit).hasMessageContaining("internal_error");
          }
        }
        runs.add(front.faults().stream().map(fault -> fault.connection()).toList());
      }
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSizeBetween(3, 20);
  }

  @Test
  void aClientWithoutTlsIsToldSo() throws Exception {
    try (Front front = Front.of(server.port());
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      plain.setSoTimeout(20_000);
      plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("this port speaks TLS");
      assertThat(front.troubles())
          .singleElement()
          .satisfies(entry -> assertThat(entry.decision()).contains("looks like HTTP"));
    }
  }

  @Test
  void anUnexpectedAlertIsAProtocolError() throws Exception {
    try (Front front = Front.of(server.port(), "when tls.handshake error alert=decode-error")) {
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOfAny(SSLHandshakeException.class, SSLProtocolException.class)
          .hasMessageContaining("decode_error");
    }
  }
}
