package io.galopin.protocol.tls.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JDK's HTTP client, which keeps its connections. */
class HttpClientTest {

  private static HttpsServer server;
  private static SSLContext context;

  @BeforeAll
  static void start() throws Exception {
    context = Keys.context();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] hello = "hello".getBytes(US_ASCII);
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static String get(Front front) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(context).build();
    URI uri = URI.create("https://localhost:" + front.port() + "/");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void gets() throws Exception {
    try (Front front = Front.of(server.getAddress().getPort())) {
      assertThat(get(front)).isEqualTo("hello");
      assertThat(front.journal()).isEmpty();
    }
  }

  @Test
  void isToldOfAnAlert() throws Exception {
    String rule = "when tls.alpn=http/1.1 once error alert=handshake-failure";
    try (Front front = Front.of(server.getAddress().getPort(), rule)) {
      assertThatThrownBy(() -> get(front))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("handshake_failure");
      assertThat(get(front)).isEqualTo("hello");
    }
  }
}
