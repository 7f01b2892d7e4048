package io.galopin.protocol.tls.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.tls.TlsEnds;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets of the JDK at both ends of a proxy that ends TLS and begins it again. */
class EndedTest {

  private static SSLContext context;
  private static SSLContext unknown;
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    context = Keys.context();
    unknown = Keys.context();
    server = new EchoServer(context, "TLSv1.3", "TLSv1.2");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static TlsEnds both() {
    return Ends.atBoth(context, unknown);
  }

  private static SSLSocket client(Front front, String name, String... alpn) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), front.port());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, front.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(alpn);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void echoes(SSLSocket socket) throws IOException {
    socket.getOutputStream().write("hello".getBytes(US_ASCII));
    assertThat(new String(socket.getInputStream().readNBytes(5), US_ASCII)).isEqualTo("hello");
  }

  private static void shake(Front front, String name) throws IOException {
    try (SSLSocket socket = client(front, name)) {
      socket.startHandshake();
      echoes(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void plainTextPassesBetweenTwoHandshakes(String version) throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of());
        SSLSocket socket = client(front, "www.example.com")) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      echoes(socket);
      assertThat(front.journal()).isEmpty();
    }
  }

  @Test
  void theHelloMayComeByteByByte() throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of());
        Slow relay = new Slow(front.port())) {
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), relay.port());
      try (socket) {
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        echoes(socket);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, b:a, , b",
    "a:b, b, , b",
    "a, b, , ''",
    "a:b, , , ''",
    "'', b, , ''",
    "a:b, b:a, a, a"
  })
  void theApplicationProtocolIsThatOfTheBackendOrOfTheProtocol(
      String offered, String spoken, String known, String chosen) throws Exception {
    server.speak(spoken == null ? new String[0] : spoken.split(":"));
    List<String> protocols = known == null ? List.of() : List.of(known);
    String[] offers = offered.isEmpty() ? new String[0] : offered.split(":");
    try (Front front = Front.ending(server.port(), both(), protocols);
        SSLSocket socket = client(front, "localhost", offers)) {
      if (offered.equals("a") && "b".equals(spoken)) {
        // They have nothing in common: the backend says so with an alert, and there is no other
        // one.
        assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        assertThat(front.troubles())
            .anyMatch(entry -> entry.decision().contains("no_application_protocol"));
        return;
      }
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo(chosen);
      echoes(socket);
    } finally {
      server.speak();
    }
  }

  @Test
  void aBadCertificateIsShownToThoseThatTheRuleNames() throws Exception {
    String rule = "when tls.sni=*.example.com certificate kind=unknown-authority";
    try (Front front = Front.ending(server.port(), both(), List.of(), rule)) {
      assertThatThrownBy(() -> shake(front, "www.example.com"))
          .isInstanceOf(SSLHandshakeException.class);
      shake(front, "localhost");
      assertThat(front.places()).containsExactly("tls 0: certificate unknown-authority");
      assertThat(front.decisions())
          .containsExactly("ClientHello www.example.com: certificate unknown-authority");
    }
  }

  @Test
  void anOlderVersionIsSpokenAndRulesSeeIt() throws Exception {
    String[] rules = {
      "when tls.handshake tls-version version=1.2 continue",
      "when tls.sni=localhost tls.chosen-version=1.2 error alert=protocol-version"
    };
    try (Front front = Front.ending(server.port(), both(), List.of(), rules)) {
      try (SSLSocket socket = client(front, "www.example.com")) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
        echoes(socket);
      }
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOf(SSLException.class)
          .hasMessage("Received fatal alert: protocol_version");
      assertThat(front.places())
          .containsExactly("tls 0: TLS 1.2 only", "tls 0: fail alert protocol-version");
    }
  }

  @Test
  void noApplicationProtocolIsChosenIfTheRuleSaysSo() throws Exception {
    String rule = "when tls.alpn=a alpn choice=none";
    try (Front front = Front.ending(server.port(), both(), List.of("a"), rule);
        SSLSocket socket = client(front, "localhost", "a")) {
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEmpty();
      assertThat(front.places()).containsExactly("tls 0: ALPN none");
    }
  }

  @Test
  void afterAnAlertTheBackendHasNotEvenAConnection() throws Exception {
    int before = server.accepted();
    String rule = "when tls.handshake error alert=unrecognized-name";
    try (Front front = Front.ending(server.port(), both(), List.of(), rule)) {
      assertThatThrownBy(() -> shake(front, "localhost"))
          .isInstanceOf(SSLException.class)
          .hasMessage("Received fatal alert: unrecognized_name");
    }
    assertThat(server.accepted()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "close, TLSv1.3, ",
    "unannounced, TLSv1.3, ",
    "half-record, TLSv1.3, ",
    "half-record-reset, TLSv1.3, reset",
    "reset, TLSv1.3, reset",
    "bad-record, TLSv1.3, bad record",
    "bad-record, TLSv1.2, bad record",
  })
  void aConnectionInTlsEndsInWaysThatOnlyTlsHas(String end, String version, String seen)
      throws Exception {
    String rule = "when exchange=1 lost-reply end=" + end;
    try (Front front = Front.ending(server.port(), both(), List.of(), rule);
        SSLSocket socket = client(front, "localhost")) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      socket.getOutputStream().write('a');
      assertThat(end(socket)).isEqualTo(String.valueOf(seen));
      assertThat(front.places()).containsExactly("1: lose the reply, " + end);
    }
  }

  /**
   * How a socket says that its connection has ended; null if all was in order. The JDK's do not
   * notice a missing close_notify, as com.sun.net.ssl.requireCloseNotify is off.
   */
  private static String end(SSLSocket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0 ? "null" : "a byte";
    } catch (SocketException reset) {
      return "reset";
    } catch (SSLException wrong) {
      String why = wrong.getMessage();
      return why.contains("MAC") || why.contains("Tag") || why.contains("bad record")
          ? "bad record"
          : why;
    }
  }

  @Test
  void rulesThatDoNotNameTheHandshakeActOnPlainText() throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of(), "when exchange=1.. error")) {
      assertThatThrownBy(() -> shake(front, "localhost")).isInstanceOf(SocketException.class);
      assertThat(front.places()).containsExactly("1: fail reset");
    }
  }

  /** The certificate has an EC key, so this suite cannot be used with it. */
  @Test
  void aHelloThatIsRefusedByTheServersSideIsAnsweredWithItsAlert() throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of());
        SSLSocket socket = client(front, "localhost")) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
      assertThatThrownBy(socket::startHandshake)
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessage("Received fatal alert: handshake_failure");
      assertThat(front.troubles())
          .singleElement()
          .satisfies(
              entry -> assertThat(entry.decision()).startsWith("TLS with the client failed: "));
    }
  }

  @Test
  void aClientThatSpeaksHttpIsToldWhatIsExpected() throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of());
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      OutputStream out = plain.getOutputStream();
      out.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 ")
          .contains("this port speaks TLS");
    }
  }

  @Test
  void aSessionIsResumed() throws Exception {
    try (Front front = Front.ending(server.port(), both(), List.of())) {
      for (int i = 0; i < 3; i++) {
        shake(front, "localhost");
      }
      assertThat(front.journal()).isEmpty();
    }
  }
}
