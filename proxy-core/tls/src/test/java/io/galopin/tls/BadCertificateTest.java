package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateRevokedException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java's client makes of certificates that are wrong on purpose. */
class BadCertificateTest {

  private static final String NAME = "api.example.com";

  private static AuthorityStore store;
  private static TlsServer server;

  @BeforeAll
  static void listen(@TempDir Path folder) {
    store = AuthorityStore.in(folder);
    server = new TlsServer(new Tls(store).at(ListenTls.AUTO, new Address("127.0.0.1", 0)));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, java.security.cert.CertificateExpiredException, NotAfter",
    "NOT_YET_VALID, java.security.cert.CertificateNotYetValidException, NotBefore",
    "WRONG_NAME, java.security.cert.CertificateException, No subject alternative DNS name matching",
    "SELF_SIGNED, java.security.cert.CertPathBuilderException, unable to find valid",
    "UNKNOWN_AUTHORITY, java.security.cert.CertPathBuilderException, unable to find valid",
    "MISSING_INTERMEDIATE, java.security.cert.CertPathBuilderException, unable to find valid",
    "WRONG_USAGE, java.security.cert.CertificateException, Extended key usage does not permit",
    "WEAK_KEY, java.security.cert.CertPathValidatorException, keysize limits: RSA 768 bit key"
  })
  void isRefusedByJava(BadCertificate kind, Class<? extends Throwable> type, String words) {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      Throwable failure = catchThrowable(() -> talk(kind, version));

      assertThat(failure).as(version).isInstanceOf(SSLHandshakeException.class);
      assertThat(failure).as(version).rootCause().isInstanceOf(type).hasMessageContaining(words);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_NAME", "REVOKED"})
  void isAcceptedByJavaWithoutFurtherSettings(BadCertificate kind) throws Exception {
    assertThat(talk(kind, "TLSv1.3").certificate().getSubjectX500Principal().getName())
        .contains(NAME);
  }

  @Test
  void withoutANameThereAreNoAlternativeNames() throws Exception {
    assertThat(talk(BadCertificate.NO_NAME, "TLSv1.3").certificate().getSubjectAlternativeNames())
        .isNull();
  }

  @Test
  void revokedIsRefusedByClientsThatHaveTheList() throws Exception {
    TlsClient checking = new TlsClient(CheckedLists.trusting(store.get()), null);

    Throwable failure =
        catchThrowable(
            () -> {
              try (var ignored = change(BadCertificate.REVOKED)) {
                checking.talk(server.port(), NAME);
              }
            });

    assertThat(failure).rootCause().isInstanceOf(CertificateRevokedException.class);
  }

  @Test
  void clientsThatTrustOthersTooSayWhy() {
    TlsClient client =
        new TlsClient(
            new EitherTrust(TrustFiles.ofJava(), TrustFiles.of(List.of(store.get().root()))), null);

    Throwable failure =
        catchThrowable(
            () -> {
              try (var ignored = change(BadCertificate.EXPIRED)) {
                client.talk(server.port(), NAME);
              }
            });

    assertThat(failure).rootCause().isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void othersAreAcceptedByClientsThatHaveTheList() throws Exception {
    assertThat(
            new TlsClient(CheckedLists.trusting(store.get()), null)
                .talk(server.port(), NAME)
                .certificate())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void isShownToAClientThatCouldResumeAGoodSession(String version) throws Exception {
    TlsClient client = TlsClient.trusting(store.get().root());
    client.talk(server.port(), Optional.of(NAME), List.of(), List.of(version));

    try (var ignored = change(BadCertificate.EXPIRED)) {
      assertThat(
              catchThrowable(
                  () -> client.talk(server.port(), Optional.of(NAME), List.of(), List.of(version))))
          .rootCause()
          .isInstanceOf(CertificateExpiredException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasNoOtherFlaw(BadCertificate kind) throws Exception {
    try (var ignored = change(kind)) {
      var shown = TlsClient.trustingAll().talk(server.port(), NAME).session().getPeerCertificates();

      assertThat(shown)
          .hasSize(
              kind == BadCertificate.SELF_SIGNED || kind == BadCertificate.MISSING_INTERMEDIATE
                  ? 1
                  : 2);
      if (kind != BadCertificate.SELF_SIGNED && kind != BadCertificate.UNKNOWN_AUTHORITY) {
        shown[0].verify(store.get().between().getPublicKey());
      }
    }
  }

  private static TlsClient.Talk talk(BadCertificate kind, String version) throws IOException {
    try (var ignored = change(kind)) {
      return TlsClient.trusting(store.get().root())
          .talk(server.port(), Optional.of(NAME), List.of(), List.of(version));
    }
  }

  private static Changed change(BadCertificate kind) {
    server.with(new HandshakeChange(Optional.of(kind), Optional.empty(), Optional.empty()));
    return () -> server.with(HandshakeChange.NONE);
  }

  private interface Changed extends AutoCloseable {
    @Override
    void close();
  }
}
