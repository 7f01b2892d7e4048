package io.galopin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to a server that answers as Toxiproxy 2.5 does, and nothing more. */
class ToxiproxyTest {

  private static final String PROXY =
      "{\"name\":\"redis\",\"listen\":\"[::]:4000\",\"upstream\":\"db:6379\",\"enabled\":true,"
          + "\"toxics\":[]}";
  private static final String TOXIC =
      "{\"attributes\":{\"latency\":100,\"jitter\":0},\"name\":\"latency_downstream\","
          + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}";

  /** Method, path and body of each call. */
  private final List<String> calls = new ArrayList<>();

  private final Map<String, String> replies =
      Map.of(
          "GET /version", "{\"version\": \"2.5.0\"}",
          "POST /proxies", PROXY,
          "GET /proxies/redis", PROXY,
          "POST /proxies/redis", PROXY,
          "POST /proxies/redis/toxics", TOXIC,
          "POST /proxies/redis/toxics/latency_downstream", TOXIC,
          "DELETE /proxies/redis/toxics/latency_downstream", "",
          "POST /reset", "");

  private HttpServer server;
  private Control toxiproxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          calls.add((call + " " + body).strip());
          String reply = replies.get(call);
          byte[] bytes =
              (reply == null ? "404 page not found\n" : reply).getBytes(StandardCharsets.UTF_8);
          int status = reply == null ? 404 : reply.isEmpty() ? 204 : 200;
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    toxiproxy = ControlApi.at("http://localhost:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void getsWhatItKnowsAndWhereItListens() {
    Proxy redis = toxiproxy.proxy("redis", "db:6379").listen("[::]:4000").start();

    assertThat(redis.address().getHostString()).isEqualTo("localhost");
    assertThat(redis.port()).isEqualTo(4000);
    assertThat(redis.protocol()).isEqualTo("tcp");
    assertThat(redis.mix()).isEqualTo(Mix.none());
    assertThat(calls.get(0))
        .isEqualTo(
            "POST /proxies"
                + " {\"name\":\"redis\",\"upstream\":\"db:6379\",\"listen\":\"[::]:4000\"}");
  }

  @Test
  void getsToxicsAfterTheProxyAsItIgnoresThoseWithin() {
    toxiproxy.proxy("redis", "db:6379").toxic(Toxic.latency(Duration.ofMillis(100))).start();

    assertThat(calls)
        .last()
        .isEqualTo(
            "POST /proxies/redis/toxics {\"type\":\"latency\",\"stream\":\"downstream\","
                + "\"toxicity\":1,\"attributes\":{\"latency\":100,\"jitter\":0}}");
  }

  @Test
  void getsScopedToxicsAndReset() {
    Proxy redis = toxiproxy.existing("redis");
    try (Undo slow = redis.withToxic(Toxic.latency(Duration.ofMillis(100)))) {
      redis.updateToxic(Toxic.from(Fields.of(slowFields())).toxicity(0.3));
    }
    toxiproxy.reset();

    assertThat(calls)
        .endsWith(
            "POST /proxies/redis/toxics/latency_downstream"
                + " {\"toxicity\":0.3,\"attributes\":{}}",
            "DELETE /proxies/redis/toxics/latency_downstream",
            "POST /reset {}");
  }

  private static Map<String, Object> slowFields() {
    return Map.of(
        "name", "latency_downstream", "type", "latency", "stream", "downstream", "toxicity", 1);
  }

  @Test
  void isNotAskedForWhatItHasNot() {
    Proxy redis = toxiproxy.existing("redis");

    assertThatThrownBy(() -> redis.setMix(Mix.parse("20:delay")))
        .isInstanceOf(GalopinException.class)
        .hasMessageStartingWith("behaviors: http://localhost:")
        .hasMessageEndingWith(" is version 2.5.0 of Toxiproxy (expected: Galopin)");
    assertThatThrownBy(() -> toxiproxy.proxy("a", "b:1").protocol("http").start())
        .hasMessageStartingWith("protocol: ");
    assertThatThrownBy(() -> redis.addToxic(Toxic.bandwidth(1).trigger("first 3")))
        .hasMessageStartingWith("when, trigger: ");
    assertThatThrownBy(toxiproxy::journal).hasMessageStartingWith("journal: ");
    assertThatThrownBy(() -> redis.withRule("error")).hasMessageStartingWith("rules: ");
    assertThatThrownBy(() -> toxiproxy.existing("none"))
        .hasMessage("GET /proxies/none: 404 page not found");
  }
}
