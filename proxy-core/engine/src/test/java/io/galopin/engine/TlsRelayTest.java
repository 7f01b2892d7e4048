package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TestTls;
import io.galopin.engine.tls.TlsEnds;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsRelayTest {

  private static final int MEGABYTES = 4;

  private final Rig rig = new Rig();
  private final TestTls tls = new TestTls();
  private final X509Bundle certificate = tls.certificate("127.0.0.1");

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private Proxy open(Address backend, boolean atClient, boolean atBackend) {
    return open(backend, atClient, atBackend, false);
  }

  private Proxy open(Address backend, boolean atClient, boolean atBackend, boolean layered) {
    Optional<ClientEnd> client =
        atClient ? Optional.of(tls.atClients(certificate)) : Optional.empty();
    Optional<BackendEnd> upstream = atBackend ? Optional.of(tls.atBackend()) : Optional.empty();
    ProxySpec spec =
        new ProxySpec(
            "p",
            new Address("127.0.0.1", 0),
            backend,
            "test",
            new TurnProtocol(),
            RuleSet.none(),
            Limits.defaults(),
            true);
    ProxySpec secure = spec.withTls(new TlsEnds(client, upstream));
    return rig.engine
        .open(layered ? secure.withLayers(List.of(Made.of(TlsLayer.NAME, new TlsLayer()))) : secure)
        .join();
  }

  private Address backend(X509Bundle shown, boolean secure, Rig.Serve serve) throws IOException {
    return secure
        ? rig.backend(
            socket -> {
              try (SSLSocket secured =
                  (SSLSocket)
                      tls.showing(shown).getSocketFactory().createSocket(socket, null, false)) {
                serve.serve(secured);
              }
            })
        : rig.backend(serve);
  }

  private Socket connect(Proxy proxy, boolean secure, String version) throws IOException {
    Socket socket = rig.connect(proxy);
    if (!secure) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket)
            tls.trusting()
                .getSocketFactory()
                .createSocket(socket, "127.0.0.1", proxy.address().orElseThrow().getPort(), true);
    secured.setEnabledProtocols(new String[] {version});
    return secured;
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false",
    "false, true, false",
    "true, true, false",
    "true, false, true",
    "true, true, true"
  })
  void bringsBytesAndTheirEndThroughUnchanged(boolean atClient, boolean atBackend, boolean layered)
      throws Exception {
    BlockingQueue<Long> received = new LinkedBlockingQueue<>();
    Address backend =
        backend(
            certificate,
            atBackend,
            socket -> {
              received.add(drain(socket.getInputStream()));
              send(socket.getOutputStream(), 7);
              socket.shutdownOutput();
              socket.getInputStream().read();
            });
    Proxy proxy = open(backend, atClient, atBackend, layered);
    try (Socket client = connect(proxy, atClient, "TLSv1.3")) {
      long sent = send(client.getOutputStream(), 3);
      client.shutdownOutput();
      assertThat(drain(client.getInputStream())).isEqualTo(checksum(7));
      assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(sent);
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.journal().after(0, 10)).isEmpty();
  }

  @Test
  void howLongTheBackendsHandshakeMayTakeIsConfigured() throws Exception {
    Address silent = rig.backend(socket -> drain(socket.getInputStream()));
    BackendEnd limited = TestTls.limited(tls.atBackend(), Duration.ofMillis(50));
    Limits patient =
        new Limits(
            Duration.ofHours(1),
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofHours(1),
            OptionalInt.empty(),
            OptionalInt.empty());
    ProxySpec spec =
        new ProxySpec(
            "p",
            new Address("127.0.0.1", 0),
            silent,
            "test",
            new TurnProtocol(),
            RuleSet.none(),
            patient,
            true);
    Proxy proxy =
        rig.engine.open(spec.withTls(new TlsEnds(Optional.empty(), Optional.of(limited)))).join();
    try (Socket client = rig.connect(proxy)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(rig.engine.journal().after(0, 10))
                      .singleElement()
                      .asString()
                      .contains("no answer to the handshake in time"));
      assertThat(client.isConnected()).isTrue();
    }
  }

  /** TLS 1.2 has no half-close: who hears close_notify answers with its own, at once. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsTheAnswersOfVersion12Through(boolean layered) throws Exception {
    Address backend =
        rig.backend(
            socket -> {
              byte[] asked = socket.getInputStream().readNBytes(100_000);
              socket.getOutputStream().write(asked);
              socket.getInputStream().read();
            });
    byte[] question = new byte[100_000];
    new Random(5).nextBytes(question);
    Proxy proxy = open(backend, true, false, layered);
    try (Socket client = connect(proxy, true, "TLSv1.2")) {
      client.getOutputStream().write(question);
      assertThat(client.getInputStream().readNBytes(question.length)).isEqualTo(question);
    }
    await().until(() -> proxy.connections() == 0);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true"})
  void whatAGreetingServerSaysAtOnceArrives(boolean atClient, boolean layered) throws Exception {
    Address backend =
        backend(
            certificate,
            !atClient,
            socket -> {
              socket.getOutputStream().write("220 hello\r\n".getBytes(US_ASCII));
              socket.getInputStream().read();
            });
    Proxy proxy = open(backend, atClient, !atClient, layered);
    try (Socket client = connect(proxy, atClient, "TLSv1.3")) {
      assertThat(new String(client.getInputStream().readNBytes(11), US_ASCII))
          .isEqualTo("220 hello\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderlyEndOfTheBackendIsOneForTheClient(boolean layered) throws Exception {
    Address backend =
        rig.backend(socket -> socket.getOutputStream().write("bye".getBytes(US_ASCII)));
    Proxy proxy = open(backend, true, false, layered);
    try (Socket client = connect(proxy, true, "TLSv1.3")) {
      // Without close_notify, an SSLSocket reports that the end was cut off.
      assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("bye");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResetOfTheBackendIsOneForTheClient(boolean layered) throws Exception {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            });
    Proxy proxy = open(backend, true, false, layered);
    try (Socket client = connect(proxy, true, "TLSv1.3")) {
      client.getOutputStream().write('a');
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aBackendWhoseCertificateHasExpiredIsATroubleOfTheNetwork() throws Exception {
    X509Bundle expired = tls.certificate("127.0.0.1", Instant.now().minus(1, ChronoUnit.DAYS));
    assertThat(reasonWith(backend(expired, true, socket -> socket.getInputStream().read())))
        .contains("TLS with backend 127.0.0.1:")
        .contains("failed: its certificate expired on ");
  }

  @Test
  void aBackendWithAnothersCertificateIsATroubleOfTheNetwork() throws Exception {
    X509Bundle others = tls.certificate("other.example");
    assertThat(reasonWith(backend(others, true, socket -> socket.getInputStream().read())))
        .contains("failed: its certificate is for another name: ");
  }

  @Test
  void aBackendOfAnUnknownAuthorityIsATroubleOfTheNetwork() throws Exception {
    X509Bundle unknown = new TestTls("unknown").certificate("127.0.0.1");
    assertThat(reasonWith(backend(unknown, true, socket -> socket.getInputStream().read())))
        .contains("failed: its certificate is from an unknown authority");
  }

  @Test
  void aBackendThatDoesNotSpeakTlsIsATroubleOfTheNetwork() throws Exception {
    Address plain =
        rig.backend(
            socket -> {
              socket.getOutputStream().write("220 hello\r\n".getBytes(US_ASCII));
              socket.getInputStream().read();
            });
    assertThat(reasonWith(plain)).contains("failed: it does not speak TLS");
  }

  /** Returns why there is no backend for a client in plain text. */
  private String reasonWith(Address backend) throws IOException {
    Proxy proxy = open(backend, false, true);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write('a');
      try {
        client.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // As without a backend.
      }
    }
    await().until(() -> proxy.connections() == 0);
    Journal.Entry entry = rig.engine.journal().after(0, 1).get(0);
    assertThat(entry.origin()).isEqualTo(Journal.Origin.NETWORK);
    return entry.decision();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatDoesNotTrustTheCertificateIsATroubleOfTheNetwork(boolean layered)
      throws Exception {
    Proxy proxy = open(rig.backend(socket -> socket.getInputStream().read()), true, false, layered);
    try (Socket plain = rig.connect(proxy);
        Socket client =
            new TestTls().trusting().getSocketFactory().createSocket(plain, "127.0.0.1", 1, true)) {
      assertThatThrownBy(() -> ((SSLSocket) client).startHandshake())
          .isInstanceOf(SSLHandshakeException.class);
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.journal().after(0, 10))
        .singleElement()
        .extracting(Journal.Entry::decision)
        .asString()
        .startsWith("TLS with the client failed: it answered with the alert ");
  }

  @Test
  void aClientInPlainTextIsATroubleOfTheNetwork() throws Exception {
    Proxy proxy = open(rig.backend(socket -> socket.getInputStream().read()), true, false);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      try {
        client.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // As after other bytes that are refused.
      }
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.journal().after(0, 10))
        .singleElement()
        .extracting(Journal.Entry::decision)
        .isEqualTo("TLS with the client failed: it does not speak TLS");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatCutsOffItsHandshakeLeavesNothing(boolean layered) throws Exception {
    Proxy proxy = open(rig.backend(socket -> socket.getInputStream().read()), true, false, layered);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
      await().until(() -> proxy.connections() == 1);
    }
    await().until(() -> proxy.connections() == 0);
  }

  private static long send(OutputStream to, int seed) throws IOException {
    Random random = new Random(seed);
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[40_000];
    for (long left = MEGABYTES << 20; left > 0; left -= chunk.length) {
      random.nextBytes(chunk);
      sum.update(chunk);
      to.write(chunk);
    }
    to.flush();
    return sum.getValue();
  }

  private static long checksum(int seed) throws IOException {
    return send(OutputStream.nullOutputStream(), seed);
  }

  private static long drain(InputStream from) throws IOException {
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[65_536];
    for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
      sum.update(chunk, 0, read);
    }
    return sum.getValue();
  }
}
