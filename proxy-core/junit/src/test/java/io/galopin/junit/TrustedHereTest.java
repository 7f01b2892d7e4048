package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that this JVM trusts the authority as long as a proxy needs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrustedHereTest {

  static HttpServer backend;
  private static SSLContext first;
  private static SSLSocketFactory firstFactory;

  @BeforeAll
  static void start() throws IOException, NoSuchAlgorithmException {
    first = SSLContext.getDefault();
    firstFactory = HttpsURLConnection.getDefaultSSLSocketFactory();
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    backend.start();
  }

  @AfterAll
  static void stop() throws NoSuchAlgorithmException {
    backend.stop(0);
    assertThat(SSLContext.getDefault()).isSameAs(first);
  }

  static int port() {
    return backend.getAddress().getPort();
  }

  private static URI uri(Proxy proxy) {
    return URI.create("https://127.0.0.1:" + proxy.address().getPort());
  }

  private static int status(HttpClient client, Proxy proxy) throws Exception {
    return client
        .send(HttpRequest.newBuilder(uri(proxy)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Order(1)
  void aClientWithoutSettingsTrustsIt(
      @GalopinProxy(
              upstreamFrom = "io.galopin.junit.TrustedHereTest#port",
              protocol = "http",
              listenTls = true)
          Proxy web)
      throws Exception {
    assertThat(status(HttpClient.newHttpClient(), web)).isEqualTo(204);
    HttpURLConnection old = (HttpURLConnection) uri(web).toURL().openConnection();
    assertThat(old.getResponseCode()).isEqualTo(204);
    assertThat(SSLContext.getDefault()).isNotSameAs(first);
  }

  @Test
  @Order(2)
  void whatWasIsPutBack() throws NoSuchAlgorithmException {
    assertThat(SSLContext.getDefault()).isSameAs(first);
    assertThat(HttpsURLConnection.getDefaultSSLSocketFactory()).isSameAs(firstFactory);
  }

  @Test
  @Order(3)
  @ExtendWith(GalopinExtension.class)
  void withoutTheAnnotationOnlyWhoIsGivenTheContextTrustsIt(Galopin galopin) throws Exception {
    Proxy web =
        galopin
            .proxy("web", "127.0.0.1:" + port())
            .protocol("http")
            .withListenTls("versions", "1.3")
            .start();
    assertThatThrownBy(() -> status(HttpClient.newHttpClient(), web))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(status(HttpClient.newBuilder().sslContext(galopin.sslContext()).build(), web))
        .isEqualTo(204);
    assertThat(SSLContext.getDefault()).isSameAs(first);
  }

  /** A proxy of a class is trusted by all its tests. */
  @Nested
  class OfAClass {

    @GalopinProxy(
        upstreamFrom = "io.galopin.junit.TrustedHereTest#port",
        protocol = "http",
        listenTls = true)
    static Proxy shared;

    @Test
    void isTrusted() throws Exception {
      assertThat(status(HttpClient.newHttpClient(), shared)).isEqualTo(204);
    }

    @Test
    void isTrustedByAnotherTestToo() throws Exception {
      assertThat(status(HttpClient.newHttpClient(), shared)).isEqualTo(204);
    }
  }
}
