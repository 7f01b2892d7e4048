package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.GalopinException;
import io.galopin.client.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TLS at either side of proxies in this JVM. */
class EmbeddedTlsTest {

  private final Galopin galopin = Galopin.start(1);
  private HttpServer backend;

  @BeforeEach
  void start() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void stop() {
    galopin.close();
    backend.stop(0);
  }

  private Proxy open(String name) {
    return galopin
        .proxy(name, "127.0.0.1:" + backend.getAddress().getPort())
        .protocol("http")
        .withListenTls()
        .start();
  }

  private int status(String scheme, Proxy proxy) throws IOException, InterruptedException {
    URI uri = URI.create(scheme + "://127.0.0.1:" + proxy.address().getPort());
    return HttpClient.newBuilder()
        .sslContext(galopin.sslContext())
        .build()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void endsTlsAndRulesSeeHandshakes() throws Exception {
    Proxy web = open("web");
    assertThat(status("https", web)).isEqualTo(204);
    web.setRules(List.of("when tls.handshake once error alert=access-denied"));
    assertThatThrownBy(() -> status("https", web))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("access_denied");
    assertThat(status("https", web)).isEqualTo(204);
  }

  @Test
  void speaksTlsWithABackend() throws Exception {
    Proxy inner = open("inner");
    Proxy outer =
        galopin
            .proxy("outer", "tls://127.0.0.1:" + inner.address().getPort())
            .protocol("http")
            .withBackendTls("verify", false)
            .start();
    assertThat(outer.upstream()).isEqualTo("tls://127.0.0.1:" + inner.address().getPort());
    assertThat(status("http", outer)).isEqualTo(204);
    outer.setUpstream("127.0.0.1:" + backend.getAddress().getPort());
    assertThat(status("http", outer)).isEqualTo(204);
  }

  @Test
  void refusesInWords() {
    assertThatThrownBy(
            () -> galopin.proxy("a", "127.0.0.1:1").withBackendTls("verify", false).start())
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("an upstream that begins with tls://, too");
    assertThatThrownBy(() -> galopin.proxy("a", "127.0.0.1:1").withListenTls("certificate"))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("names and values, alternating");
    assertThatThrownBy(
            () ->
                galopin
                    .proxy("a", "127.0.0.1:1")
                    .withListenTls("certificate", "/no/such.pem")
                    .start())
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("/no/such.pem cannot be read");
  }
}
