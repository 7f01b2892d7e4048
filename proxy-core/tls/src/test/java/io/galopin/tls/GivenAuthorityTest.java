package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Pem;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that an authority of the user's signs in place of Galopin's own. */
class GivenAuthorityTest {

  private static final Address LISTEN = new Address("127.0.0.1", 0);
  private static final String NAME = "api.example.com";

  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path folder;
  private AuthorityStore galopins;
  private Tls tls;
  private TestFiles files;

  @BeforeEach
  void begin() {
    galopins = AuthorityStore.in(folder.resolve("state"));
    tls = new Tls(galopins, InstantSource.system(), nanos::get);
    files = new TestFiles(folder);
  }

  private Keys root(Authority authority) {
    return new Keys.Pem(
        files.write("root.pem", Pem.write(authority.root())),
        files.secret("root.key", Pem.write(authority.rootKey())),
        Optional.empty());
  }

  private static HandshakeChange with(BadCertificate kind) {
    return new HandshakeChange(Optional.of(kind), Optional.empty(), Optional.empty());
  }

  private TlsServer server(ListenTls settings) {
    return new TlsServer(tls.at(settings, LISTEN));
  }

  private TlsClient client() {
    return TlsClient.trusting(files.authority.root());
  }

  @Test
  void signsWhatGalopinMakesAndGalopinsOwnIsNeverMade() throws Exception {
    ListenTls auto = ListenTls.AUTO.withAuthority(Optional.of(root(files.authority)));
    try (TlsServer server = server(auto)) {
      assertThat(client().talk(server.port(), NAME).certificate().getSubjectAlternativeNames())
          .containsExactly(List.of(2, NAME));
      server.with(with(BadCertificate.EXPIRED));
      assertThat(catchThrowable(() -> client().talk(server.port(), NAME)))
          .rootCause()
          .isInstanceOf(CertificateExpiredException.class);
    }
    assertThat(galopins.exists()).isFalse();
  }

  @Test
  void isTakenFromAStoreToo() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "it",
        files.authority.rootKey(),
        "secret".toCharArray(),
        new Certificate[] {files.authority.root()});
    Password password = new Password.InFile(files.secret("pw.txt", "secret"));
    Keys given =
        Keys.in(files.save(store, "root.p12", "secret"), Optional.empty(), Optional.of(password));

    try (TlsServer server = server(ListenTls.AUTO.withAuthority(Optional.of(given)))) {
      assertThat(client().talk(server.port(), NAME).certificate()).isNotNull();
    }
  }

  @Test
  void signsBadOnesBesideTheUsersOwnCertificate() throws Exception {
    ListenTls own =
        new ListenTls(
                files.pem(NAME), ClientCertificate.NONE, Optional.empty(), List.of(), List.of())
            .withAuthority(Optional.of(root(files.authority)));
    try (TlsServer server = server(own)) {
      X509Certificate good = client().talk(server.port(), NAME).certificate();
      assertThat(good.getSubjectX500Principal().getName()).contains(NAME);
      server.with(with(BadCertificate.EXPIRED));
      assertThat(catchThrowable(() -> client().talk(server.port(), NAME)))
          .rootCause()
          .isInstanceOf(CertificateExpiredException.class);
    }
  }

  @Test
  void aListOfOneProcessHoldsForWhatAnotherShows() throws Exception {
    Keys given = root(files.authority);
    Authority elsewhere = AuthorityStore.given(given).get();
    TlsClient checking = new TlsClient(CheckedLists.trusting(elsewhere), null);

    try (TlsServer server = server(ListenTls.AUTO.withAuthority(Optional.of(given)))) {
      assertThat(checking.talk(server.port(), NAME).certificate()).isNotNull();
      server.with(with(BadCertificate.REVOKED));
      assertThat(catchThrowable(() -> checking.talk(server.port(), NAME)))
          .rootCause()
          .isInstanceOf(CertificateRevokedException.class);
    }
  }

  @Test
  void eachAuthorityHasAnotherKeyBeneathIt() {
    Authority one = AuthorityStore.given(root(files.authority)).get();
    Authority same = AuthorityStore.given(root(files.authority)).get();
    Authority other = AuthorityStore.given(root(Authority.make(Instant.now()))).get();

    assertThat(one.isWhole()).isTrue();
    assertThat(same.between().getPublicKey()).isEqualTo(one.between().getPublicKey());
    assertThat(other.between().getPublicKey()).isNotEqualTo(one.between().getPublicKey());
    assertThat(one.between().getPublicKey()).isNotEqualTo(one.root().getPublicKey());
  }

  @Test
  void anotherInItsPlaceSignsFromThenOn() throws Exception {
    Authority next = Authority.make(Instant.now());
    ListenTls auto = ListenTls.AUTO.withAuthority(Optional.of(root(files.authority)));
    try (TlsServer server = server(auto)) {
      client().talk(server.port(), NAME);
      root(next);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      // A handshake that begins while the files are read gets what was read before.
      await()
          .ignoreExceptionsInstanceOf(SSLHandshakeException.class)
          .untilAsserted(
              () ->
                  assertThat(TlsClient.trusting(next.root()).talk(server.port(), NAME))
                      .isNotNull());
    }
  }

  @Test
  void isRefusedInWordsWhenItIsSet() {
    Keys.Pem site = files.pem(NAME);
    assertThatThrownBy(() -> tls.at(ListenTls.AUTO.withAuthority(Optional.of(site)), LISTEN))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "authority: " + site.certificates() + ": the certificate is not one of an authority");
    Keys none = Keys.in(folder.resolve("none.pem"), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> tls.at(ListenTls.AUTO.withAuthority(Optional.of(none)), LISTEN))
        .isInstanceOf(TlsConfigException.class)
        .hasMessageStartingWith("authority: certificate: " + folder.resolve("none.pem"));
  }
}
