package io.galopin.example;

import static io.galopin.assertj.GalopinAssertions.*;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@GalopinTest(everyFaultFires = true)
class FirstTest {

  private static HttpServer backend;

  @GalopinProxy(upstreamFrom = "backendPort", protocol = "http")
  private Proxy proxy;

  @BeforeAll
  static void startBackend() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    backend.start();
  }

  static int backendPort() {
    return backend.getAddress().getPort();
  }

  @AfterAll
  static void stopBackend() {
    backend.stop(0);
  }

  private int statusOf(String path) throws Exception {
    URI uri = URI.create("http://" + proxy.host() + ":" + proxy.port() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void failsOnceAndIsWellAgain() throws Exception {
    try (Undo trouble = proxy.withRule("when http.path=/stock/* first 1 error status=503")) {
      assertThat(statusOf("/stock/tea")).isEqualTo(503);
      assertThat(statusOf("/stock/tea")).isEqualTo(204);
    }
    assertThat(proxy).fired("error").times(1).on("GET /stock/tea");
  }
}
