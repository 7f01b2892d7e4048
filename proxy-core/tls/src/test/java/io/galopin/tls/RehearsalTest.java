package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.tls.certificate.Leaf;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");

  @TempDir private Path folder;
  private Leaf leaf;

  @BeforeEach
  void begin() {
    leaf = new TestFiles(folder).leaf("localhost");
  }

  private SslContext server(ClientAuth clients, String... versions) {
    try {
      return SslContextBuilder.forServer(new OneKey(engine -> leaf))
          .sslProvider(SslProvider.JDK)
          .trustManager(new AnyTrust())
          .clientAuth(clients)
          .protocols(versions)
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void shakesHandsInEachVersion() {
    SslContext server = server(ClientAuth.NONE, "TLSv1.3", "TLSv1.2");

    assertThat(Rehearsal.of(() -> server, BOTH)).containsExactlyElementsOf(BOTH);
  }

  @Test
  void leavesOutAVersionThatTheServerDoesNotSpeak() {
    SslContext server = server(ClientAuth.NONE, "TLSv1.2");

    assertThat(Rehearsal.of(() -> server, BOTH)).containsExactly("TLSv1.2");
  }

  @Test
  void endsIfTheServerWantsACertificate() {
    SslContext server = server(ClientAuth.REQUIRE, "TLSv1.3", "TLSv1.2");

    assertThat(Rehearsal.of(() -> server, BOTH)).isEmpty();
  }

  @Test
  void endsIfTheServerHasNoKey() {
    assertThat(
            Rehearsal.of(
                () -> {
                  throw new TlsConfigException("no key");
                },
                BOTH))
        .isEmpty();
  }
}
