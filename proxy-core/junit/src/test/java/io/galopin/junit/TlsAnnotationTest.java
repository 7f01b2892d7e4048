package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How TLS is spoken at either side, said by annotations. */
class TlsAnnotationTest {

  private static HttpServer plain;
  private static Galopin galopin;
  private static Proxy secure;

  @BeforeAll
  static void start() throws IOException {
    plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plain.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    plain.start();
    galopin = Galopin.start(1);
    secure =
        galopin
            .proxy("secure", "127.0.0.1:" + port())
            .protocol("http")
            .withListenTls("versions", "1.3")
            .start();
  }

  @AfterAll
  static void stop() {
    galopin.close();
    plain.stop(0);
  }

  static int port() {
    return plain.getAddress().getPort();
  }

  /** A backend that speaks TLS, and whose authority Java does not know. */
  static String tlsBackend() {
    return "tls://127.0.0.1:" + secure.address().getPort();
  }

  private static HttpResponse<String> get(String scheme, Proxy proxy) throws Exception {
    URI uri = URI.create(scheme + "://127.0.0.1:" + proxy.address().getPort());
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void theClientsSideHasSettings(
      @GalopinProxy(
              upstreamFrom = "io.galopin.junit.TlsAnnotationTest#port",
              protocol = "http",
              listenTls = true,
              listenTlsWith = {"versions=1.2", "handshake-timeout = 20 s"})
          Proxy web)
      throws Exception {
    HttpResponse<String> response = get("https", web);
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
  }

  @Test
  void theBackendsSideIsCheckedUnlessSettingsSayOtherwise(
      @GalopinProxy(
              upstreamFrom = "io.galopin.junit.TlsAnnotationTest#tlsBackend",
              protocol = "http")
          Proxy checking,
      @GalopinProxy(
              upstreamFrom = "io.galopin.junit.TlsAnnotationTest#tlsBackend",
              protocol = "http",
              backendTls = {"verify=off", "handshake-timeout=20 s"})
          Proxy trusting)
      throws Exception {
    HttpResponse<String> refused = get("http", checking);
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).contains("unknown authority");
    assertThat(get("http", trusting).statusCode()).isEqualTo(204);
  }

  static class WithoutTls {
    @GalopinProxy(upstream = "localhost:1", listenTlsWith = "versions=1.3")
    Proxy web;

    @Test
    void isNotRun() {}
  }

  static class NoPair {
    @GalopinProxy(upstream = "tls://localhost:1", backendTls = "verify")
    Proxy web;

    @Test
    void isNotRun() {}
  }

  static class UnknownKey {
    @GalopinProxy(upstream = "tls://localhost:1", backendTls = "verifies=off")
    Proxy web;

    @Test
    void isNotRun() {}
  }

  @Test
  void saysWhatIsDeclaredWrongly() {
    assertThat(Run.of(WithoutTls.class).messages())
        .contains("proxy web: listenTlsWith: versions=1.3 (expected: listenTls = true, too)");
    assertThat(Run.of(NoPair.class).messages())
        .contains(
            "proxy web: backendTls: verify (expected: a key and its value, as in"
                + " \"versions=1.3\")");
    assertThat(Run.of(UnknownKey.class).messages())
        .contains("proxies.web.backend-tls.verifies: unknown key (expected: one of verify, trust");
  }
}
