package io.galopin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlApiTest {

  private final Server server = new Server();
  private final HttpServer backend = backend();
  private final String upstream = "127.0.0.1:" + backend.getAddress().getPort();
  private final Control galopin = ControlApi.at(server.url());

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

  private Proxy start() {
    return galopin.proxy("web-1", upstream).protocol("http").start();
  }

  /** The status of the reply; 0 if there is none. */
  private static int get(Proxy proxy, String path) throws IOException {
    InetSocketAddress where = proxy.address();
    try (Socket socket = new Socket(where.getAddress(), where.getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] reply = socket.getInputStream().readAllBytes();
      return reply.length == 0
          ? 0
          : Integer.parseInt(new String(reply, StandardCharsets.US_ASCII).substring(9, 12));
    }
  }

  @Test
  void opensChangesAndDeletesProxies() throws IOException {
    Proxy proxy = start();

    assertThat(get(proxy, "/")).isEqualTo(204);
    assertThat(proxy.upstream()).isEqualTo(upstream);
    assertThat(proxy.protocol()).isEqualTo("http");
    assertThat(proxy.traffic()).isEqualTo(new Traffic(1, 1));
    assertThat(galopin.proxies()).extracting(Proxy::name).containsExactly("web-1");
    proxy.setUpstream("localhost:1");
    assertThat(galopin.existing("web-1").upstream()).isEqualTo("localhost:1");
    int port = proxy.port();
    try (Undo down = proxy.down()) {
      assertThat(proxy.enabled()).isFalse();
      assertThat(proxy.port()).isEqualTo(port);
    }
    assertThat(proxy.enabled()).isTrue();
    assertThat(proxy.delete()).isTrue();
    assertThat(proxy.delete()).isFalse();
  }

  @Test
  void aProfileIsSetAndRemoved() {
    Proxy proxy = start();
    try (Undo slow = proxy.withProfile("3g")) {
      assertThat(slow).isNotNull();
      assertThat(proxy.toxics()).hasSize(6);
      proxy.withProfile("fiber");
      assertThat(proxy.toxics()).hasSize(4);
      assertThatThrownBy(() -> proxy.withProfile("3q"))
          .isInstanceOf(GalopinException.class)
          .hasMessageContaining("profile: 3q (expected: 3g? one of ");
    }
    assertThat(galopin.profiles()).contains("3g", "satellite").isSorted();
    assertThat(proxy.toxics()).isEmpty();
    proxy.lasting(Duration.ofHours(1)).profile("dsl").close();
    assertThat(proxy.toxics()).isEmpty();
  }

  @Test
  void whatWillBeUndoneIsShownWithItsEnd() {
    Proxy proxy = start();
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)).named("for-good"));
    assertThat(proxy.impairments()).isEmpty();

    Instant before = Instant.now().minusSeconds(1);
    Lasting lasting = proxy.lasting(Duration.ofHours(1));
    lasting.addToxic(Toxic.latency(Duration.ofMillis(1)).named("slow"));
    lasting.setMix(Mix.of(Behavior.of("error", "status", 502)));
    lasting.addRule("mine: first 3 error");
    lasting.profile("dsl");
    lasting.disable();

    assertThat(proxy.impairments())
        .extracting(Impairment::kind, Impairment::name)
        .containsExactlyInAnyOrder(
            tuple(Impairment.Kind.TOXIC, "slow"),
            tuple(Impairment.Kind.MIX, ""),
            tuple(Impairment.Kind.RULE, "mine"),
            tuple(Impairment.Kind.PROFILE, "dsl"),
            tuple(Impairment.Kind.DISABLED, ""));
    assertThat(proxy.impairments())
        .allSatisfy(
            each -> {
              assertThat(each.since()).isAfter(before);
              assertThat(each.end()).contains(each.since().plus(Duration.ofHours(1)));
            });
  }

  @Test
  void takesBackItsOwnFlapAndNotTheOneThatHasReplacedIt() {
    Proxy proxy = start();
    Duration hour = Duration.ofHours(1);
    Undo first = proxy.lasting(hour).flap(Flap.refusing(hour, hour));
    Undo second = proxy.lasting(hour).flap(Flap.refusing(hour, hour));

    first.close();
    assertThat(proxy.impairments())
        .extracting(Impairment::kind)
        .containsExactly(Impairment.Kind.FLAP);
    second.close();
    assertThat(proxy.impairments()).isEmpty();
  }

  @Test
  void whatLastsForATimeIsUndone() {
    Proxy proxy = start();
    proxy.setMix(Mix.parse("5:abort"));
    Lasting lasting = proxy.lasting(Duration.ofMillis(50));
    lasting.addToxic(Toxic.latency(Duration.ofMillis(1)));
    lasting.setMix(Mix.of(Behavior.of("error", "status", 502)));
    lasting.addRule("first 3 error");
    lasting.disable();

    List<JournalEntry> ends = List.of();
    while (ends.size() < 4) {
      ends =
          proxy.journal().stream()
              .filter(entry -> entry.origin() == JournalEntry.Origin.END)
              .toList();
    }
    assertThat(ends)
        .extracting(JournalEntry::decision)
        .containsExactlyInAnyOrder(
            "toxic removed after 50 ms",
            "behavior set back to 5:abort after 50 ms",
            "rule removed after 50 ms",
            "enabled again after 50 ms");
    assertThat(proxy.enabled()).isTrue();
    assertThat(proxy.mix()).hasToString("5:abort");
    assertThat(proxy.toxics()).isEmpty();
    assertThat(proxy.rules()).isEmpty();
  }

  @Test
  void setsAndTakesBackMixes() throws IOException {
    Proxy proxy = start();
    Mix before = proxy.mix();

    try (Undo fault = proxy.withBehavior("error", "status", 502)) {
      assertThat(proxy.mix()).hasToString("100:error");
      assertThat(get(proxy, "/a")).isEqualTo(502);
    }
    assertThat(get(proxy, "/")).isEqualTo(204);
    assertThat(proxy.mix()).hasToString(before.toString());
    assertThat(proxy.journal())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.plugin()).isEqualTo("error");
              assertThat(entry.request()).isEqualTo("GET /a");
              assertThat(entry.direction()).contains(Direction.UPSTREAM);
            });
    assertThat(galopin.journal()).isEqualTo(proxy.journal());
    assertThat(galopin.journalAfter(1)).isEmpty();
  }

  @Test
  void setsAndTakesBackRules() throws IOException {
    Proxy proxy = start();
    proxy.setRules(List.of("orders: when http.path=/orders/* error status=503", "once delay"));

    try (Undo fault = proxy.withRule("when http.path=/orders/7 error status=501")) {
      assertThat(get(proxy, "/orders/7")).isEqualTo(501);
      assertThat(proxy.rules())
          .extracting(Rule::name)
          .containsExactly("added-1", "orders", "rule-2");
    }

    assertThat(get(proxy, "/orders/7")).isEqualTo(503);
    assertThat(proxy.rules()).hasSize(2);
    assertThat(proxy.rules().get(0))
        .hasToString("orders: saw 1, matched 1, fired 1")
        .satisfies(rule -> assertThat(rule.text()).contains("http.path=/orders/*"));
  }

  @Test
  void tellsWhatIsConfiguredToGoWrong() {
    Proxy proxy = start();
    proxy.setRules(List.of("orders: error"));
    proxy.setMix(Mix.parse("5:delay"));
    proxy.addToxic(Toxic.limitData(7).named("short"));

    assertThat(proxy.configured())
        .extracting(one -> one.rule() + "|" + one.plugin() + "|" + one.type())
        .containsExactly("orders||", "|delay|", "|short|limit_data");
    assertThat(proxy.plugins()).isEqualTo(galopin.plugins());
    assertThat(proxy.journalLetGo()).isZero();
    proxy.delete();
    assertThat(proxy.configured()).isEmpty();
  }

  @Test
  void addsChangesAndRemovesToxics() {
    Proxy proxy = start();

    try (Undo slow =
        proxy.withToxic(
            Toxic.latency(Duration.ofMillis(100)).jitter(Duration.ofMillis(10)).upstream())) {
      Toxic toxic = proxy.toxics().get(0);
      assertThat(toxic.name()).isEqualTo("latency_upstream");
      assertThat(toxic.attributes()).containsEntry("latency", 100).containsEntry("jitter", 10);
      Toxic changed = proxy.updateToxic(toxic.with("latency", 50).toxicity(0.5));
      assertThat(changed.toxicity()).isEqualTo(0.5);
      assertThat(proxy.toxics()).containsExactly(changed);
    }
    assertThat(proxy.toxics()).isEmpty();
    assertThat(proxy.removeToxic("latency_upstream")).isFalse();
  }

  @Test
  void tellsOnWhichConnectionsAToxicActs() {
    Toxic scoped = Toxic.bandwidth(1).when("connection=2..").trigger("every 2");

    assertThat(start().addToxic(scoped))
        .satisfies(
            toxic -> {
              assertThat(toxic.when()).isEqualTo("connection=2..");
              assertThat(toxic.trigger()).isEqualTo("every 2");
            });
  }

  @Test
  void populatesAndResets() {
    List<Proxy> proxies =
        galopin.populate(
            List.of(
                galopin.proxy("a", upstream).toxic(Toxic.bandwidth(10)),
                galopin
                    .proxy("b", upstream)
                    .protocol("http")
                    .mix(Mix.parse("10:error"))
                    .rule("when http.path=/a error")
                    .drawBy("http.header.X-Id")
                    .disabled()));

    assertThat(proxies).extracting(Proxy::name).containsExactly("a", "b");
    assertThat(proxies.get(0).toxics()).hasSize(1);
    assertThat(proxies.get(1).enabled()).isFalse();
    assertThat(proxies.get(1).rules()).hasSize(1);
    galopin.reset();
    assertThat(proxies.get(0).toxics()).isEmpty();
    assertThat(proxies.get(1).enabled()).isTrue();
  }

  @Test
  void tellsTheSeedAndThePlugins() {
    assertThat(galopin.seed()).isEqualTo(Server.SEED);
    assertThat(galopin.plugins())
        .anySatisfy(
            plugin -> {
              assertThat(plugin.kind()).isEqualTo(Plugin.Kind.TOXIC);
              assertThat(plugin.name()).isEqualTo("latency");
              assertThat(plugin.options()).extracting(Plugin.Option::name).contains("jitter");
            });
  }

  @Test
  void saysWhatTheServerSays() {
    assertThatThrownBy(() -> galopin.existing("none"))
        .isInstanceOf(GalopinException.class)
        .hasMessage("GET /proxies/none: proxy not found");
    assertThatThrownBy(() -> start().addToxic(Toxic.of("latncy")))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("latncy");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.close();

    assertThatThrownBy(galopin::proxies)
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("(expected: a running control API)");
  }
}
