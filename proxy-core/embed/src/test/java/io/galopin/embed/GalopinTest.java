package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Plugin;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Traffic;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GalopinTest {

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  private Proxy start() {
    return galopin.proxy("web", web.address()).protocol("http").start();
  }

  @Test
  void putsAProxyInFrontOfABackend() {
    Proxy proxy = start();

    assertThat(Web.get(proxy, "/a")).isEqualTo(200);
    assertThat(proxy.upstream()).isEqualTo(web.address());
    assertThat(proxy.protocol()).isEqualTo("http");
    assertThat(proxy.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(proxy.traffic()).isEqualTo(new Traffic(1, 1));
    assertThat(proxy).hasToString("web 127.0.0.1:%d -> %s (http)", proxy.port(), web.address());
    assertThat(galopin.proxies()).containsExactly(proxy);
    assertThat(galopin.existing("web")).isSameAs(proxy);
  }

  @Test
  void writesDownWhatItInjected() {
    Proxy proxy = start();
    proxy.setMix(Mix.parse("100:error"));
    Web.get(proxy, "/a");

    assertThat(proxy.journal())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.origin()).isEqualTo(JournalEntry.Origin.INJECTED);
              assertThat(entry.plugin()).isEqualTo("error");
              assertThat(entry.request()).isEqualTo("GET /a");
            });
    assertThat(galopin.journal()).isEqualTo(proxy.journal());
    assertThat(galopin.journalAfter(1)).isEmpty();
  }

  @Test
  void hasChanceFollowFromTheSeed() {
    System.setProperty("galopin.seed", "7");
    try (Galopin seeded = Galopin.start()) {
      assertThat(seeded.seed()).isEqualTo(7);
    } finally {
      System.clearProperty("galopin.seed");
    }
    assertThat(galopin.seed()).isEqualTo(42);
  }

  @Test
  void refusesASeedThatIsNoNumber() {
    System.setProperty("galopin.seed", "soon");
    try {
      assertThatThrownBy(Galopin::start)
          .isInstanceOf(GalopinException.class)
          .hasMessage("galopin.seed: soon (expected: a whole number)");
    } finally {
      System.clearProperty("galopin.seed");
    }
  }

  @Test
  void findsThePluginsOfTheClassPath() {
    assertThat(galopin.plugins())
        .filteredOn(plugin -> plugin.kind() == Plugin.Kind.PROTOCOL)
        .extracting(Plugin::name)
        .contains("http", "tcp");
    assertThat(galopin.plugins()).extracting(Plugin::name).contains("latency", "refuse-tuesdays");
  }

  @Test
  void saysWhichNameIsWrong() {
    assertThatThrownBy(() -> galopin.proxy("web", web.address()).protocol("htp").start())
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("\"htp\" (expected: http? one of ");
    assertThatThrownBy(() -> galopin.existing("web"))
        .hasMessage("proxy: web (expected: one that was started, there is none)");
    start();
    assertThatThrownBy(() -> galopin.existing("wbe"))
        .hasMessage("proxy: wbe (expected: one of web)");
    assertThatThrownBy(
            () -> galopin.existing("web").addToxic(Toxic.of("latency").with("latncy", 3)))
        .hasMessage("latency: latncy (expected: one of latency, jitter, p50, p99)");
  }

  @Test
  void leavesNothingOfAProxyThatCannotListen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String there = "127.0.0.1:" + taken.getLocalPort();
      assertThatThrownBy(() -> galopin.proxy("web", web.address()).listen(there).start())
          .isInstanceOf(GalopinException.class)
          .hasMessageContaining(there);
    }
    assertThat(galopin.proxies()).isEmpty();
  }

  @Test
  void populatesAllOrNone() {
    Proxy first = start();
    int port = first.port();

    List<Proxy> populated =
        galopin.populate(
            List.of(
                galopin.proxy("web", web.address()).protocol("http").mix(Mix.parse("100:error")),
                galopin.proxy("db", web.address()).toxic(Toxic.bandwidth(1000))));

    assertThat(populated).extracting(Proxy::name).containsExactly("web", "db");
    assertThat(populated.get(0)).isSameAs(first);
    assertThat(first.port()).isEqualTo(port);
    assertThat(Web.get(first, "/")).isBetween(500, 503);
    assertThatThrownBy(
            () ->
                galopin.populate(
                    List.of(
                        galopin.proxy("new", web.address()),
                        galopin.proxy("web", web.address()).protocol("none"))))
        .isInstanceOf(GalopinException.class);
    assertThat(galopin.proxies()).extracting(Proxy::name).containsExactly("db", "web");
  }

  @Test
  void resetsAndDeletes() {
    Proxy proxy = start();
    proxy.addToxic(Toxic.bandwidth(1));
    proxy.setEnabled(false);

    galopin.reset();

    assertThat(proxy.enabled()).isTrue();
    assertThat(proxy.toxics()).isEmpty();
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
    assertThat(proxy.delete()).isTrue();
    assertThat(proxy.delete()).isFalse();
    assertThat(galopin.proxies()).isEmpty();
  }
}
