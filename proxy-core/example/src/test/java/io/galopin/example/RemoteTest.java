package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Control;
import io.galopin.client.ControlApi;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs the sample for a Galopin in another process against a fake. The client's own tests use a
 * real one.
 */
class RemoteTest {

  private final Warehouse backend = new Warehouse();
  private final List<String> calls = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    byte[] toxic =
        "{\"name\": \"bandwidth_downstream\", \"stream\": \"downstream\", \"toxicity\": 1}"
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, toxic.length);
          exchange.getResponseBody().write(toxic);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    backend.close();
  }

  @Test
  void movesWithOneLine() {
    String url = "http://localhost:" + server.getAddress().getPort();
    try (Control galopin = ControlApi.at(url)) {
      Proxy warehouse = galopin.proxy("warehouse", backend.address()).start();
      try (Undo slow = warehouse.withToxic(Toxic.bandwidth(56))) {
        assertThat(calls).containsExactly("POST /proxies", "POST /proxies/warehouse/toxics");
      }
    }
    assertThat(calls).endsWith("DELETE /proxies/warehouse/toxics/bandwidth_downstream");
  }
}
