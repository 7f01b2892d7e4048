package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.FinishedExchange;
import io.galopin.client.Following;
import io.galopin.client.GalopinException;
import io.galopin.client.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Follows exchanges in this JVM. */
class FollowingTest {

  private final HttpServer backend = backend();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy web =
      galopin.proxy("web", "127.0.0.1:" + backend.getAddress().getPort()).protocol("http").start();
  private final Queue<FinishedExchange> seen = new ConcurrentLinkedQueue<>();

  private static HttpServer backend() {
    try {
      HttpServer backend =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      backend.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      backend.start();
      return backend;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterEach
  void close() {
    galopin.close();
    backend.stop(0);
  }

  /** Returns when the proxy has closed the connection, so that the exchange is over. */
  private void get(String path) throws IOException {
    InetSocketAddress where = web.address();
    try (Socket socket = new Socket(where.getAddress(), where.getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void deliversWhatHasEndedBeforeItIsClosed() throws IOException {
    try (Following following = galopin.onExchange("http.path=/a", seen::add)) {
      for (int i = 0; i < 20; i++) {
        get("/a");
        get("/b");
      }
      assertThat(following.lost()).isZero();
    }
    assertThat(seen).hasSize(20);
    get("/a");

    assertThat(seen).hasSize(20).allSatisfy(each -> assertThat(each.request()).isEqualTo("GET /a"));
    FinishedExchange first = seen.remove();
    assertThat(first.proxy()).isEqualTo("web");
    assertThat(first.how()).isEqualTo(FinishedExchange.How.REPLIED);
    assertThat(first.backend()).isPresent();
    assertThat(first.client()).startsWith("127.0.0.1:");
  }

  /** Not even if the listener never returns. */
  @Test
  void keepsNobodyWaiting() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Following stuck =
        galopin.onExchange(
            exchange -> {
              try {
                never.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    try (Following other = galopin.onExchange(seen::add)) {
      for (int i = 0; i < 5; i++) {
        get("/");
      }
      assertThat(other.isOpen()).isTrue();
    }
    assertThat(seen).hasSize(5);
    never.countDown();
    stuck.close();
    assertThat(stuck.isOpen()).isFalse();
  }

  @Test
  void endsWhenTheListenerThrows() throws IOException {
    Following following =
        galopin.onExchange(
            exchange -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
              throw new AssertionError("not as expected");
            });
    get("/");
    await().until(() -> !following.isOpen());
    get("/");
    following.close();
  }

  @Test
  void canBeClosedByItsListener() throws IOException {
    AtomicReference<Following> itself = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    Following following =
        galopin.onExchange(
            exchange -> {
              try {
                known.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              seen.add(exchange);
              itself.get().close();
            });
    itself.set(following);
    known.countDown();
    get("/");

    await().until(() -> !following.isOpen());
    assertThat(seen).hasSize(1);
  }

  @Test
  void endsWithGalopin() throws IOException {
    Following following = galopin.onExchange(seen::add);
    get("/");

    galopin.close();

    assertThat(following.isOpen()).isFalse();
    assertThat(seen).hasSize(1);
  }

  @Test
  void refusesWhatIsNoCondition() {
    assertThatThrownBy(() -> galopin.onExchange("http.pth=/a", seen::add))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("http.pth (expected: http.path? one of ");
  }
}
