package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's HttpURLConnection sends a POST again whose reply is lost. */
@GalopinTest(everyFaultFires = true)
class UrlConnectionTest {

  private static final byte[] TEA = "tea".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  private final Collection<String> orders = new ConcurrentLinkedQueue<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @GalopinProxy(upstreamFrom = "port", protocol = "http")
  private Proxy shop;

  UrlConnectionTest() throws IOException {}

  int port() {
    return server.getAddress().getPort();
  }

  @BeforeEach
  void start() {
    server.createContext("/orders", this::order);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Takes an order, but only one with the same key. */
  private void order(HttpExchange exchange) throws IOException {
    String article = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key == null || known.add(key)) {
      orders.add(article);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private HttpURLConnection post() throws IOException {
    URI uri = URI.create("http://" + shop.host() + ":" + shop.port() + "/orders");
    HttpURLConnection post = (HttpURLConnection) uri.toURL().openConnection();
    post.setRequestMethod("POST");
    post.setDoOutput(true);
    return post;
  }

  @Test
  void ordersTwice() throws IOException {
    try (Undo lost = shop.withRule("when http.method=POST once lost-reply")) {
      HttpURLConnection post = post();
      post.getOutputStream().write(TEA);

      assertThat(post.getResponseCode()).isEqualTo(200);
    }
    assertThat(orders).containsExactly("tea", "tea");
    assertThat(shop).fired("lost-reply").times(1).on("POST /orders");
  }

  @Test
  void leavesTheDecisionToTheCallerIfTheBodyIsStreamed() throws IOException {
    try (Undo lost = shop.withRule("when http.method=POST once lost-reply")) {
      HttpURLConnection post = post();
      post.setFixedLengthStreamingMode(TEA.length);
      post.getOutputStream().write(TEA);

      assertThatThrownBy(post::getResponseCode).isInstanceOf(IOException.class);
    }
    assertThat(orders).containsExactly("tea");
  }

  @Test
  void ordersOnceWithAKey() throws IOException {
    try (Undo lost = shop.withRule("when http.method=POST once lost-reply")) {
      HttpURLConnection post = post();
      post.setRequestProperty("Idempotency-Key", "order-17");
      post.getOutputStream().write(TEA);

      assertThat(post.getResponseCode()).isEqualTo(200);
    }
    assertThat(orders).containsExactly("tea");
  }
}
