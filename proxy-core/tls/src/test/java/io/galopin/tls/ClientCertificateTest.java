package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.galopin.api.BadCertificate;
import io.galopin.engine.socket.Address;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.LeafMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that clients show. */
class ClientCertificateTest {

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

  private ListenTls asking(ClientCertificate how, Optional<Trust> trust) {
    return new ListenTls(new Keys.Auto(), how, trust, List.of(), List.of());
  }

  @Test
  void requiresACertificateOfTheClient() throws Exception {
    ListenTls required = asking(ClientCertificate.REQUIRED, Optional.of(files.trust()));
    try (TlsServer server = new TlsServer(tls.at(required, LISTEN))) {
      assertThat(showing(ofClient(files)).talk(server.port(), NAME)).isNotNull();
      assertThat(catchThrowable(() -> client().talk(server.port(), NAME)))
          .isInstanceOf(IOException.class);
      assertThat(server.failure())
          .hasStackTraceContaining(
              Provider.isJava()
                  ? "Empty client certificate chain"
                  : "PEER_DID_NOT_RETURN_A_CERTIFICATE");
      BackendTls stranger =
          new BackendTls(
              false,
              Optional.empty(),
              Optional.of(new TestFiles(folder).clientPem("client.example")),
              Optional.empty(),
              List.of(),
              List.of());
      try (BackendCall calls = new BackendCall()) {
        assertThat(calls.call(tls.toward(stranger), NAME, server.port()).reason())
            .isEqualTo(
                "it answered with the alert "
                    + (Provider.isJava() ? "certificate_unknown" : "internal_error"));
      }
      assertThat(server.failure()).hasStackTraceContaining("unable to find valid");
    }
  }

  @Test
  void requestsACertificateOfTheClient() throws Exception {
    ListenTls requested = asking(ClientCertificate.REQUESTED, Optional.of(files.trust()));
    try (TlsServer server = new TlsServer(tls.at(requested, LISTEN))) {
      assertThat(client().talk(server.port(), NAME)).isNotNull();
      assertThat(showing(ofClient(files)).talk(server.port(), NAME)).isNotNull();
    }
  }

  @Test
  void asksForNoCertificateOfClientsThatNobodyCouldTrust() {
    assertThatThrownBy(() -> tls.at(asking(ClientCertificate.REQUIRED, Optional.empty()), LISTEN))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "client-certificate: required without client-trust"
                + " (expected: client-trust, with who signs those of clients)");
  }

  @Test
  void resumesNoSessionOfAClientThatIsNoLongerTrusted() throws Exception {
    Trust trust = files.trust();
    TlsClient client = showing(ofClient(files));
    try (TlsServer server =
        new TlsServer(tls.at(asking(ClientCertificate.REQUIRED, Optional.of(trust)), LISTEN))) {
      client.talk(server.port(), NAME);
      new TestFiles(folder).trust();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());

      // The first of them lets the file be looked at while its own session may still be resumed.
      await()
          .untilAsserted(
              () ->
                  assertThat(catchThrowable(() -> client.talk(server.port(), NAME)))
                      .isInstanceOf(IOException.class));
    }
  }

  private static Leaf ofClient(TestFiles files) {
    return new LeafMaker(files.authority, InstantSource.system())
        .bad(Hosts.asked("client.example").orElseThrow(), BadCertificate.WRONG_USAGE);
  }

  private TlsClient showing(Leaf leaf) {
    return new TlsClient(TrustFiles.of(List.of(store.get().root())), TestFiles.keyManager(leaf));
  }
}
