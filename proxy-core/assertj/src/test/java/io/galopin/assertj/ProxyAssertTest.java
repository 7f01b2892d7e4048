package io.galopin.assertj;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Behavior;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.embed.Galopin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyAssertTest {

  private final Galopin galopin = Galopin.start(1);
  private HttpServer server;
  private Proxy proxy;

  ProxyAssertTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy =
        galopin.proxy("web", "127.0.0.1:" + server.getAddress().getPort()).protocol("http").start();
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    galopin.close();
    server.stop(0);
  }

  private void get(String path) throws IOException {
    try (Socket socket = new Socket(proxy.host(), proxy.port())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void tellsWhatFiredHowOftenAndOnWhat() throws IOException {
    proxy.setMix(Mix.of(Behavior.of("error")));
    get("/orders/1");
    get("/orders/2");
    get("/cart");

    assertThat(proxy).sawTraffic().neverFired("delay");
    assertThat(proxy).fired().times(3);
    assertThat(proxy).fired("error").on("GET /orders/*").times(2);
    assertThat(proxy).fired("error").times(3).on("GET /*");
    assertThatThrownBy(() -> assertThat(proxy).fired("error").times(3).on("GET /orders/*"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "proxy web to have injected error on GET /orders/* 3 times, but it did so 2 times in 3"
                + " connections with 3 exchanges. Its journal:")
        .hasMessageContaining("web #3/1 upstream injected error: ");
    assertThatThrownBy(() -> assertThat(proxy).neverFired())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to have injected nothing, but there was:");
    assertThatThrownBy(() -> assertThat(proxy).as("in stock").fired("error").on("POST *"))
        .hasMessageStartingWith("[in stock] ");
  }

  @Test
  void countsAnExchangeOnceAndNamesRules() throws IOException {
    proxy.setRules(List.of("slow: delay sleep=1ms continue", "broken: error"));
    get("/");

    assertThat(proxy).fired().times(1);
    assertThat(proxy).fired("slow").times(1);
    assertThat(proxy).fired("error").byRule("broken").times(1);
    assertThatThrownBy(() -> assertThat(proxy).fired("error").byRule("slow"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void countsAToxicOnceForEachLink() throws IOException {
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)));
    get("/");
    get("/");

    assertThat(proxy).fired("latency").times(2);
    assertThat(proxy).fired("latency_downstream").times(2);
    assertThat(proxy).neverFired("latency_upstream");
  }

  @Test
  void tellsThatNothingCame() {
    assertThat(proxy).sawNoTraffic().neverFired();
    assertThatThrownBy(() -> assertThat(proxy).sawTraffic())
        .isInstanceOf(AssertionError.class)
        .hasMessage("Expecting proxy web to have seen traffic, but no client has connected");
    assertThatThrownBy(() -> assertThat(proxy).fired("error"))
        .hasMessage(
            "Expecting proxy web to have injected error, but it did so 0 times in 0 connections"
                + " with 0 exchanges. Its journal is empty.");
  }

  @Test
  void tellsThatSomethingCame() throws IOException {
    get("/");

    assertThatThrownBy(() -> assertThat(proxy).sawNoTraffic())
        .hasMessageContaining("but there were 1 connections with 1 exchanges");
    assertThat(proxy.journal()).isEmpty();
  }

  @Test
  void knowsAToxicByItsNameAndItsType() throws IOException {
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)).named("slow"));
    proxy.addToxic(Toxic.limitData(1));
    get("/");

    assertThat(proxy).fired("slow").times(1);
    assertThat(proxy).fired("latency").times(1);
    assertThatThrownBy(() -> assertThat(proxy).neverFired("latency"))
        .hasMessageContaining("to have injected no latency, but there was:")
        .hasMessageContaining("injected slow: begins: latency");
    assertThat(proxy).fired("limit_data").times(1);
    assertThat(proxy).fired("limit-data").times(1);
    assertThat(proxy).fired("limit-data-downstream").times(1);
    assertThatThrownBy(() -> assertThat(proxy).neverFired("limit-data"))
        .hasMessageContaining("to have injected no limit-data, but there was:");
    assertThat(proxy).neverFired("limit-data_upstream").neverFired("lost_reply");
  }

  @Test
  void refusesANameThatNothingHas() {
    proxy.withRule("orders: error").close();
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)).named("slow"));

    assertThat(proxy).neverFired("orders").neverFired("slow").neverFired("delay");
    assertThatThrownBy(() -> assertThat(proxy).neverFired("order"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Nothing at proxy web is called order (expected: what was configured there: error,"
                + " latency, orders, slow; or what is installed: abort, ")
        .hasMessageContaining(", limit-data, ");
    assertThatThrownBy(() -> assertThat(proxy).fired("eror"))
        .hasMessageStartingWith("Nothing at proxy web is called eror (expected: ");
    assertThatThrownBy(() -> assertThat(proxy).neverFired("http"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is called http (expected: ");
  }

  @Test
  void saysWhatItCannotTellOnceTheJournalLetsGo() throws IOException {
    List<String> rules = new ArrayList<>(List.of("early: first 1 delay sleep=1us continue"));
    for (int i = 1; i < 1_000; i++) {
      rules.add("slow-" + i + ": delay sleep=1us continue");
    }
    proxy.setRules(rules);
    int requests = 67;
    for (int i = 0; i < requests; i++) {
      get("/");
    }

    assertThat(proxy).fired();
    assertThat(proxy).fired("delay");
    assertThat(proxy).fired("early").times(1);
    assertThat(proxy).fired("slow-7").times(requests);
    assertThat(proxy).fired("delay").byRule("early").times(1);
    assertThat(proxy).fired("delay").byRule("slow-7").times(requests);
    assertThat(proxy).neverFired("error");
    assertThatThrownBy(() -> assertThat(proxy).fired("slow-7").times(requests - 1))
        .hasMessageContaining("slow-7 66 times, ")
        .hasMessageContaining("but it did so " + requests + " times");
    assertThatThrownBy(() -> assertThat(proxy).neverFired("early"))
        .hasMessage(
            "Expecting proxy web to have injected no early, but there was: entries that the"
                + " journal no longer has");
    assertThatThrownBy(() -> assertThat(proxy).fired("delay").times(requests))
        .hasMessageStartingWith(
            "Cannot tell how often proxy web has injected delay: the journal no longer has its"
                + " oldest ");
    assertThatThrownBy(() -> assertThat(proxy).fired("slow-7").on("GET /").times(requests))
        .hasMessageStartingWith(
            "Cannot tell how often proxy web has injected slow-7 on GET /: the journal no longer");
    assertThatThrownBy(() -> assertThat(proxy).fired("early").on("GET /"))
        .hasMessageStartingWith(
            "Cannot tell whether proxy web has injected early on GET /: the journal no longer");
  }
}
