package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.api.HandshakeChange.Alpn;
import io.galopin.engine.socket.Address;
import io.galopin.tls.TlsClient.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSideTest {

  private static final Address LISTEN = new Address("127.0.0.2", 0);
  private static final String NAME = "api.example.com";

  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path folder;
  private AuthorityStore store;
  private Tls tls;
  private TestFiles files;

  @BeforeEach
  void begin() {
    store = AuthorityStore.in(folder.resolve("state"));
    tls = new Tls(store, InstantSource.system(), nanos::get);
    files = new TestFiles(folder);
  }

  private TlsClient client() {
    return TlsClient.trusting(store.get().root());
  }

  private static ListenTls with(Keys keys) {
    return new ListenTls(keys, ClientCertificate.NONE, Optional.empty(), List.of(), List.of());
  }

  private static HandshakeChange change(String version, Alpn alpn) {
    return new HandshakeChange(
        Optional.empty(), Optional.ofNullable(version), Optional.ofNullable(alpn));
  }

  @Test
  void showsACertificateForTheNameThatTheClientAsksFor() throws Exception {
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN))) {
      X509Certificate shown = client().talk(server.port(), NAME).certificate();

      assertThat(shown.getSubjectAlternativeNames()).containsExactly(List.of(2, NAME));
      assertThat(shown.getNotBefore().toInstant()).isBefore(Instant.now().minusSeconds(3000));
      assertThat(
              Duration.between(shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant()))
          .isLessThan(Duration.ofDays(398));
      assertThat(client().talk(server.port(), NAME).certificate()).isEqualTo(shown);
    }
  }

  @Test
  void showsOneForThisMachineAndTheBackendToClientsThatNameNone() throws Exception {
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN))) {
      Talk talk = client().talk(server.port(), Optional.empty(), List.of(), List.of());

      assertThat(talk.certificate().getSubjectAlternativeNames())
          .extracting(name -> String.valueOf(name.get(1)))
          .containsExactly(
              "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "127.0.0.2", "backend.example");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void speaksOnlyTheVersionsThatAreConfigured(String version) throws Exception {
    ListenTls only =
        new ListenTls(
            new Keys.Auto(), ClientCertificate.NONE, Optional.empty(), List.of(version), List.of());
    String other = version.equals("1.2") ? "TLSv1.3" : "TLSv1.2";
    try (TlsServer server = new TlsServer(tls.at(only, LISTEN))) {
      assertThat(client().talk(server.port(), NAME).session().getProtocol())
          .isEqualTo("TLSv" + version);
      assertThatThrownBy(
              () -> client().talk(server.port(), Optional.of(NAME), List.of(), List.of(other)))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("protocol_version");
    }
  }

  @Test
  void speaksAnotherVersionOnPurpose() throws Exception {
    String cipher = "TLS_AES_256_GCM_SHA384";
    ListenTls only13 =
        new ListenTls(
            new Keys.Auto(),
            ClientCertificate.NONE,
            Optional.empty(),
            List.of("1.3"),
            List.of(cipher));
    try (TlsServer server = new TlsServer(tls.at(only13, LISTEN))) {
      assertThat(client().talk(server.port(), NAME).session().getCipherSuite()).isEqualTo(cipher);

      server.with(change("1.2", null));

      assertThat(client().talk(server.port(), NAME).session().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void choosesItsOwnFirstApplicationProtocolThatTheClientOffers() throws Exception {
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN), "http/1.1", "h2")) {
      assertThat(alpn(server, "h2", "http/1.1")).isEqualTo("http/1.1");
      assertThat(alpn(server, "h2")).isEqualTo("h2");
      assertThat(alpn(server, "mqtt")).isEmpty();
      assertThat(alpn(server)).isEmpty();
    }
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN))) {
      assertThat(alpn(server, "h2")).isEmpty();
    }
  }

  @Test
  void choosesNoApplicationProtocolOnPurpose() throws Exception {
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN), "http/1.1")) {
      server.with(change(null, Alpn.NONE));

      assertThat(alpn(server, "http/1.1")).isEmpty();
    }
  }

  @Test
  void agreesToNoneOfTheApplicationProtocolsOnPurpose() throws Exception {
    for (String[] mine : new String[][] {{"http/1.1"}, {}}) {
      try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN), mine)) {
        server.with(change(null, Alpn.OTHER));

        assertThat(catchThrowable(() -> alpn(server, "http/1.1", "h2")))
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("fatal alert: no_application_protocol");
        assertThat(alpn(server)).isEmpty();
      }
    }
  }

  private String alpn(TlsServer server, String... offered) throws Exception {
    return client().talk(server.port(), Optional.of(NAME), List.of(offered), List.of()).alpn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void resumesSessions(String version) throws Exception {
    TlsClient client = client();
    try (TlsServer server = new TlsServer(tls.at(ListenTls.AUTO, LISTEN))) {
      Talk first = client.talk(server.port(), Optional.of(NAME), List.of(), List.of(version));
      Talk second = client.talk(server.port(), Optional.of(NAME), List.of(), List.of(version));

      // Java keeps the time of the first for a session that is resumed.
      assertThat(second.session().getCreationTime()).isEqualTo(first.session().getCreationTime());
    }
  }

  @Test
  void showsTheUsersOwnCertificate() throws Exception {
    try (TlsServer server = new TlsServer(tls.at(with(files.pem(NAME)), LISTEN))) {
      assertThat(
              TlsClient.trusting(files.authority.root())
                  .talk(server.port(), NAME)
                  .certificate()
                  .getSubjectX500Principal()
                  .getName())
          .contains(NAME);
    }
    assertThat(store.exists()).as("an authority that nobody needs").isFalse();
  }

  @Test
  void showsWhatHasReplacedTheUsersOwnCertificate() throws Exception {
    TlsClient client = TlsClient.trusting(files.authority.root());
    try (TlsServer server = new TlsServer(tls.at(with(files.pem(NAME)), LISTEN))) {
      X509Certificate first = client.talk(server.port(), NAME).certificate();
      files.pem(NAME);
      X509Certificate early = client.talk(server.port(), NAME).certificate();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(early).isEqualTo(first);
      // A handshake that begins while the files are read gets what was read before.
      await()
          .untilAsserted(
              () ->
                  assertThat(client.talk(server.port(), NAME).certificate())
                      .as("also for a client with a session of before")
                      .isNotEqualTo(first));
    }
  }

  @Test
  void leavesOutTheCertificateBetweenOfTheUsersOwn() throws Exception {
    HandshakeChange missing =
        new HandshakeChange(
            Optional.of(BadCertificate.MISSING_INTERMEDIATE), Optional.empty(), Optional.empty());
    try (TlsServer server = new TlsServer(tls.at(with(files.pem(NAME)), LISTEN))) {
      var whole = TlsClient.trustingAll().talk(server.port(), NAME).session();
      server.with(missing);
      var alone = TlsClient.trustingAll().talk(server.port(), NAME).session();

      assertThat(alone.getPeerCertificates()).containsExactly(whole.getPeerCertificates()[0]);
    }
  }

  @Test
  void makesOtherBadCertificatesOfTheUsersOwnNameWithGalopinsAuthority() throws Exception {
    HandshakeChange expired =
        new HandshakeChange(
            Optional.of(BadCertificate.EXPIRED), Optional.empty(), Optional.empty());
    try (TlsServer server = new TlsServer(tls.at(with(files.pem(NAME)), LISTEN)).with(expired)) {
      assertThat(catchThrowable(() -> client().talk(server.port(), NAME)))
          .rootCause()
          .isInstanceOf(CertificateExpiredException.class);
    }
  }

  @Test
  void endsAHandshakeForWhichTheAuthorityCannotBeMade() throws Exception {
    Tls without = new Tls(AuthorityStore.in(files.write("a-file", "").resolve("galopin")));
    HandshakeChange expired =
        new HandshakeChange(
            Optional.of(BadCertificate.EXPIRED), Optional.empty(), Optional.empty());
    try (TlsServer server =
        new TlsServer(without.at(with(files.pem(NAME)), LISTEN)).with(expired)) {
      assertThat(catchThrowable(() -> TlsClient.trustingAll().talk(server.port(), NAME)))
          .isInstanceOf(IOException.class);

      assertThat(server.failure()).hasStackTraceContaining("Galopin's authority cannot be kept in");
    }
  }

  @Test
  void isEqualToAnotherThatIsConfiguredAlike() {
    Tls another = new Tls(AuthorityStore.in(folder.resolve("another")));
    ListenTls own = with(files.pem(NAME));

    assertThat(tls.at(ListenTls.AUTO, LISTEN))
        .isEqualTo(another.at(ListenTls.AUTO, LISTEN))
        .hasSameHashCodeAs(another.at(ListenTls.AUTO, LISTEN))
        .isNotEqualTo(tls.at(own, LISTEN));
    assertThat(tls.at(own, LISTEN).settings()).isEqualTo(own);
  }
}
