package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.tls.BackendCall.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSideTest {

  private static final Address LISTEN = new Address("127.0.0.1", 0);
  private static final String NAME = "api.example.com";

  private final AtomicLong nanos = new AtomicLong();
  private final BackendCall backend = new BackendCall();
  @TempDir private Path folder;
  private AuthorityStore store;
  private Tls tls;
  private TestFiles files;
  private TlsServer server;

  @BeforeEach
  void begin() {
    store = AuthorityStore.in(folder.resolve("state"));
    tls = new Tls(store, InstantSource.system(), nanos::get);
    files = new TestFiles(folder);
    server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN), "http/1.1");
  }

  @AfterEach
  void close() {
    server.close();
    backend.close();
  }

  private BackendTls trusting() {
    return settings(true, null, List.of(), List.of());
  }

  private BackendTls settings(
      boolean verify, String serverName, List<String> versions, List<String> ciphers) {
    return new BackendTls(
        verify,
        Optional.of(files.trust(store.get().root())),
        Optional.empty(),
        Optional.ofNullable(serverName),
        versions,
        ciphers);
  }

  private Result call(BackendTls settings, String host, String... alpn) throws Exception {
    return backend.call(tls.toward(settings), host, server.port(), alpn);
  }

  @Test
  void checksTheNameAndSendsIt() throws Exception {
    Result result = call(trusting(), NAME);

    assertThat(result.reason()).isEmpty();
    assertThat(result.session().getPeerCertificates()[0].toString()).contains(NAME);
  }

  @Test
  void sendsANameWithoutADot() throws Exception {
    Result result = call(trusting(), "backend");

    assertThat(result.reason()).isEmpty();
    assertThat(result.session().getPeerCertificates()[0].toString()).contains("DNSName: backend\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void checksAddresses(String address) throws Exception {
    assertThat(call(trusting(), address).reason()).isEmpty();
  }

  @Test
  void sendsAndChecksAnotherNameThatIsGiven() throws Exception {
    Result result = call(settings(true, "other.example", List.of(), List.of()), "127.0.0.1");

    assertThat(result.reason()).isEmpty();
    assertThat(result.session().getPeerCertificates()[0].toString()).contains("other.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXPIRED | its certificate expired on ",
        "NOT_YET_VALID | its certificate is not valid before ",
        "WRONG_NAME | its certificate is for another name: ",
        "SELF_SIGNED | its certificate is from an unknown authority, or a certificate between",
        "UNKNOWN_AUTHORITY | its certificate is from an unknown authority, or a certificate"
            + " between",
        "MISSING_INTERMEDIATE | its certificate is from an unknown authority, or a certificate bet",
        "WRONG_USAGE | its certificate is not for servers",
        "WEAK_KEY | its certificate has a key or signature that is too weak: "
      })
  void saysInWordsWhatIsWrong(BadCertificate kind, String words) throws Exception {
    for (String version : List.of("1.2", "1.3")) {
      server.with(new HandshakeChange(Optional.of(kind), Optional.of(version), Optional.empty()));

      assertThat(call(trusting(), NAME).reason()).as(version).startsWith(words);
      assertThat(call(trusting(), NAME, "http/1.1").reason()).as(version).startsWith(words);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXPIRED", "WRONG_NAME", "UNKNOWN_AUTHORITY", "WEAK_KEY"})
  void checksNothingIfItIsToldNotTo(BadCertificate kind) throws Exception {
    server.with(new HandshakeChange(Optional.of(kind), Optional.empty(), Optional.empty()));

    assertThat(call(settings(false, null, List.of(), List.of()), NAME).reason()).isEmpty();
  }

  @Test
  void trustsNotEverybodyByDefault() throws Exception {
    assertThat(call(BackendTls.DEFAULT, NAME).reason())
        .startsWith("its certificate is from an unknown authority");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void speaksOnlyTheVersionsThatAreConfigured(String version) throws Exception {
    Result result = call(settings(true, null, List.of(version), List.of()), NAME);

    assertThat(result.session().getProtocol()).isEqualTo("TLSv" + version);
  }

  @Test
  void saysThatTheVersionsDoNotFit() throws Exception {
    server.with(new HandshakeChange(Optional.empty(), Optional.of("1.2"), Optional.empty()));

    assertThat(call(settings(true, null, List.of("1.3"), List.of()), NAME).reason())
        .isEqualTo("it answered with the alert protocol_version");
  }

  @Test
  void offersTheCiphersThatAreConfigured() throws Exception {
    String cipher = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    Result result = call(settings(true, null, List.of("1.2"), List.of(cipher)), NAME);

    assertThat(result.session().getCipherSuite()).isEqualTo(cipher);
  }

  @Test
  void offersApplicationProtocols() throws Exception {
    assertThat(call(trusting(), NAME, "h2", "http/1.1").handler().applicationProtocol())
        .isEqualTo("http/1.1");
    assertThat(call(trusting(), NAME).handler().applicationProtocol()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void resumesSessions(String version) throws Exception {
    BackendSide side = tls.toward(settings(true, null, List.of(version), List.of()));
    Result first = backend.call(side, NAME, server.port());
    Result second = backend.call(side, NAME, server.port());
    Result other = backend.call(tls.toward(side.settings()), NAME, server.port());

    assertThat(second.session().getCreationTime()).isEqualTo(first.session().getCreationTime());
    assertThat(other.session().getCreationTime()).isNotEqualTo(first.session().getCreationTime());
  }

  @Test
  void showsItsOwnCertificate() throws Exception {
    TestFiles clients = new TestFiles(folder);
    ListenTls required =
        new ListenTls(
            new Keys.Auto(),
            ClientCertificate.REQUIRED,
            Optional.of(clients.trust()),
            List.of(),
            List.of());
    Keys.Pem own = clients.clientPem("galopin.example");
    try (TlsServer asking = new TlsServer(tls.at(required, LISTEN))) {
      BackendTls with =
          new BackendTls(
              false, Optional.empty(), Optional.of(own), Optional.empty(), List.of(), List.of());
      BackendTls without = settings(false, null, List.of(), List.of());

      assertThat(backend.call(tls.toward(with), NAME, asking.port()).reason()).isEmpty();
      assertThat(backend.call(tls.toward(without), NAME, asking.port()).reason())
          .isEqualTo(
              "it answered with the alert "
                  + (Provider.isJava() ? "bad_certificate" : "certificate_required"));
    }
  }

  @Test
  void trustsWhomAChangedFileNames() throws Exception {
    files.trust();
    BackendTls changing =
        new BackendTls(
            true,
            Optional.of(files.trust()),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    BackendSide side = tls.toward(changing);
    assertThat(backend.call(side, NAME, server.port()).reason())
        .startsWith("its certificate is from an unknown authority");

    files.trust(store.get().root());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    // A handshake that begins while the file is read trusts those of before.
    await()
        .untilAsserted(
            () -> assertThat(backend.call(side, NAME, server.port()).reason()).isEmpty());
  }

  @Test
  void refusesAServerNameThatIsNone() {
    assertThatThrownBy(() -> tls.toward(settings(true, "a b", List.of(), List.of())))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage("server-name: a b (expected: a host name such as api.example.com)");
  }

  @Test
  void refusesKeysThatAreMadeForServers() {
    BackendTls auto =
        new BackendTls(
            true,
            Optional.empty(),
            Optional.of(new Keys.Auto()),
            Optional.empty(),
            List.of(),
            List.of());

    assertThatThrownBy(() -> tls.toward(auto))
        .isInstanceOf(TlsConfigException.class)
        .hasMessageContaining("expected: certificate and key, or keystore");
  }

  @Test
  void isEqualToAnotherThatIsConfiguredAlike() {
    assertThat(tls.toward(trusting()))
        .isEqualTo(new Tls(store).toward(trusting()))
        .hasSameHashCodeAs(tls.toward(trusting()))
        .isNotEqualTo(tls.toward(BackendTls.DEFAULT));
  }
}
