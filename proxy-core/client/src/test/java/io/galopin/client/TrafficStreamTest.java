package io.galopin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficStreamTest {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private String lines = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/version",
        exchange -> {
          byte[] body = "{\"version\":\"2\",\"galopin\":\"1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/exchanges",
        exchange -> {
          boolean known = exchange.getRequestURI().getRawQuery().equals("proxy=a%20b");
          exchange.sendResponseHeaders(known ? 200 : 429, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(
                (known ? lines : "{\"error\":\"too many\"}").getBytes(StandardCharsets.UTF_8));
            body.flush();
            if (known) {
              end.await();
            }
          } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private Undo listen(String proxy) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    ControlApi api = ControlApi.at(url);
    return new RemoteProxy(
            proxy, "127.0.0.1", api, new Calls(URI.create(url), Optional.empty(), Optional.empty()))
        .listen(
            new TrafficListener() {
              @Override
              public void ended(long nanos, boolean failed) {
                heard.add(nanos + (failed ? " failed" : ""));
              }

              @Override
              public void lost(String why) {
                heard.add(why);
              }
            });
  }

  private void awaitHeard(String... expected) {
    await().atMost(Duration.ofMinutes(1)).until(() -> heard.size() >= expected.length);
    assertThat(heard).containsExactly(expected);
  }

  @Test
  void tellsOfEachExchangeAndOfWhatIsMissing() {
    lines =
        """
        {"how":"replied","error":false,"ms":12.345}

        {"how":"replied","error":true,"ms":1.000}
        {"how":"cut","error":false,"ms":2.000}
        {"how":"no-reply-expected","error":false,"ms":3.000}
        {"time":"…","lost":7}
        {"dropped":"does not read"}
        """;
    listen("a b");
    awaitHeard(
        "12345000", "1000000 failed", "2000000 failed", "-1", "7 came too fast", "does not read");
    end.countDown();

    await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains("its stream has ended"));
  }

  @Test
  void saysNothingMoreWhenItIsUndone() {
    lines = "{\"how\":\"replied\",\"error\":false,\"ms\":1}\n";
    Undo listening = listen("a b");
    awaitHeard("1000000");
    listening.close();
    end.countDown();

    listen("a b").close();
    assertThat(heard).doesNotContain("its stream has ended");
  }

  @Test
  void isRefusedWithTheSentenceOfTheServer() {
    assertThatThrownBy(() -> listen("other"))
        .isInstanceOf(GalopinException.class)
        .hasMessage("GET /exchanges?proxy=other: too many");
  }
}
