package io.galopin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Follows exchanges of another process, as far as that can be told from here. */
@Timeout(60)
class FollowingTest {

  private final Server server = new Server();
  private final HttpServer backend = backend();
  private final Control galopin = ControlApi.at(server.url());
  private final Proxy web =
      galopin.proxy("web", "127.0.0.1:" + backend.getAddress().getPort()).protocol("http").start();
  private final BlockingQueue<FinishedExchange> seen = new LinkedBlockingQueue<>();

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
    server.close();
    backend.stop(0);
  }

  private void get(String path) {
    InetSocketAddress where = web.address();
    URI uri = URI.create("http://127.0.0.1:" + where.getPort() + path);
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void awaitEnd(Following following) {
    while (following.isOpen()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void tellsWhatHappensToExchangesUntilItIsClosed() throws InterruptedException {
    FinishedExchange a;
    FinishedExchange b;
    web.setRules(List.of("fails: when http.path=/b error status=503"));
    try (Following following = galopin.onExchange("http.path=/a or http.path=/b", seen::add)) {
      get("/a");
      get("/other");
      get("/b");
      a = seen.take();
      b = seen.take();
      assertThat(following.isOpen()).isTrue();
      assertThat(following.lost()).isZero();
    }
    get("/a");

    assertThat(a.proxy()).isEqualTo("web");
    assertThat(a.protocol()).isEqualTo("http");
    assertThat(a.request()).isEqualTo("GET /a");
    assertThat(a.how()).isEqualTo(FinishedExchange.How.REPLIED);
    assertThat(a.error()).isFalse();
    assertThat(a.backend()).hasValueSatisfying(time -> assertThat(time).isLessThan(a.total()));
    assertThat(a.requestBytes()).isPositive();
    assertThat(a.replyBytes()).isPositive();
    assertThat(a.client()).startsWith("127.0.0.1:");
    assertThat(a.faults()).isEmpty();
    assertThat(b.request()).isEqualTo("GET /b");
    assertThat(b.how()).isEqualTo(FinishedExchange.How.ANSWERED);
    assertThat(b.error()).isTrue();
    assertThat(b.backend()).isEmpty();
    assertThat(b.faults()).extracting(FinishedExchange.Did::rule).containsExactly("fails");
    assertThat(seen).isEmpty();
  }

  @Test
  void endsWithTheServer() throws InterruptedException {
    Following following = galopin.onExchange(seen::add);
    get("/");
    assertThat(seen.take().request()).isEqualTo("GET /");

    assertThat(following.problem()).isEmpty();
    server.close();

    awaitEnd(following);
    assertThat(following.problem())
        .hasValueSatisfying(why -> assertThat(why).startsWith("the server has "));
  }

  @Test
  void hasNoProblemWhenItIsClosed() {
    Following following = galopin.onExchange(seen::add);
    following.close();

    awaitEnd(following);
    assertThat(following.problem()).isEmpty();
  }

  /** Its machine has no power, say: the connection stays, but not even something empty comes. */
  @Test
  void endsWithAServerThatFallsSilent() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket reply = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket mute = listening.accept()) {
      mute.getOutputStream().write("\n{\"time\":\"…\",\"lost\":7}\n".getBytes(UTF_8));
      Following following =
          RemoteFollowing.start(reply.getInputStream(), seen::add, Duration.ofMillis(50));

      awaitEnd(following);
      assertThat(following.problem())
          .contains("the server has gone: it has said nothing for 50 ms");
      assertThat(following.lost()).isEqualTo(7);
    }
  }

  @Test
  void saysWhyTheServerHasEndedIt() {
    byte[] reply = "{\"dropped\":\"does not read\"}\n".getBytes(UTF_8);
    Following following =
        RemoteFollowing.start(new ByteArrayInputStream(reply), seen::add, Duration.ofHours(1));

    awaitEnd(following);
    assertThat(following.problem()).contains("the server has ended it: does not read");
  }

  @Test
  void endsWhenTheListenerThrows() {
    Following following =
        galopin.onExchange(
            exchange -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
              throw new AssertionError("not as expected");
            });
    get("/");

    awaitEnd(following);
  }

  @Test
  void refusesWhatIsNoCondition() {
    assertThatThrownBy(() -> galopin.onExchange("http.pth=/a", seen::add))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("http.pth (expected: http.path? one of ");
  }
}
