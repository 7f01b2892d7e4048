package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what Prometheus sees of proxies, with the engine and real sockets. */
class ProxyMetricsTest {

  private MetricsRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new MetricsRig(new MetricsSettings(true, false, Optional.empty()));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void countsWhileAConnectionIsOpen() throws IOException {
    Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("20 ms"));
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 700);

      Map<String, Double> values = withoutBuckets(rig.page());
      assertThat(values.remove("galopin_upstream_latency_seconds_sum{proxy=\"web\"}")).isPositive();
      assertThat(values.remove("galopin_added_latency_seconds_sum{proxy=\"web\"}"))
          .isCloseTo(0.02, within(1e-9));
      assertThat(values)
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry(received("upstream", web), 700.0),
                  Map.entry(received("downstream", web), 700.0),
                  Map.entry(sent("upstream", web), 700.0),
                  Map.entry(sent("downstream", web), 700.0),
                  Map.entry("galopin_connections_open{proxy=\"web\"}", 1.0),
                  Map.entry("galopin_connections_total{proxy=\"web\"}", 1.0),
                  Map.entry("galopin_exchanges_total{proxy=\"web\"}", 1.0),
                  Map.entry("galopin_faults_total{plugin=\"delay\",proxy=\"web\"}", 1.0),
                  Map.entry("galopin_upstream_connect_failures_total{proxy=\"web\"}", 0.0),
                  Map.entry("galopin_upstream_latency_seconds_count{proxy=\"web\"}", 1.0),
                  Map.entry("galopin_added_latency_seconds_count{proxy=\"web\"}", 1.0)));

      MetricsRig.exchange(client, 300);

      assertThat(rig.page().value(received("upstream", web))).isEqualTo(1000);
      assertThat(rig.page().value("galopin_exchanges_total{proxy=\"web\"}")).isEqualTo(2);
    }
    await().until(() -> rig.page().value("galopin_connections_open{proxy=\"web\"}") == 0);
    assertThat(rig.page().value("galopin_connections_total{proxy=\"web\"}")).isEqualTo(1);
  }

  @Test
  void givesEveryFamilyItsType() throws IOException {
    Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("1 ms"));
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 1);
      assertThat(rig.page().types())
          .isEqualTo(
              Map.of(
                  "toxiproxy_proxy_received_bytes_total", "counter",
                  "toxiproxy_proxy_sent_bytes_total", "counter",
                  "galopin_connections_open", "gauge",
                  "galopin_connections_total", "counter",
                  "galopin_exchanges_total", "counter",
                  "galopin_faults_total", "counter",
                  "galopin_upstream_connect_failures_total", "counter",
                  "galopin_upstream_latency_seconds", "histogram",
                  "galopin_added_latency_seconds", "histogram"));
    }
  }

  @Test
  void putsADelayIntoItsBucket() throws IOException {
    Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("20 ms"));
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 10);
      MetricsRig.exchange(client, 10);
    }
    Page page = rig.page();
    String bucket = "galopin_added_latency_seconds_bucket{le=\"%s\",proxy=\"web\"}";
    assertThat(page.value(bucket.formatted("0.01"))).isZero();
    assertThat(page.value(bucket.formatted("0.025"))).isEqualTo(2);
    assertThat(page.value(bucket.formatted("60.0"))).isEqualTo(2);
    assertThat(page.value(bucket.formatted("+Inf"))).isEqualTo(2);
  }

  @Test
  void doesNotCountTheProxysOwnDelayAsTheBackends() throws IOException {
    Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("200 ms"));
    double seconds;
    try (Socket client = rig.connect(web)) {
      long began = System.nanoTime();
      MetricsRig.exchange(client, 10);
      seconds = (System.nanoTime() - began) / 1e9;
    }
    // The client waited for both, one after the other.
    assertThat(rig.page().value("galopin_upstream_latency_seconds_sum{proxy=\"web\"}"))
        .isPositive()
        .isLessThanOrEqualTo(seconds - 0.2);
  }

  @Test
  void countsBackendsThatAreNotThere() throws IOException {
    Address nobody;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new Address("127.0.0.1", gone.getLocalPort());
    }
    Proxy web = rig.open("web", nobody, RuleSet.none());
    try (Socket client = rig.connect(web)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(rig.page().value("galopin_upstream_connect_failures_total{proxy=\"web\"}"))
        .isEqualTo(1);
  }

  @Test
  void countsPluginsThatFailByTheirHooks() throws IOException {
    Behavior broken =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            throw new NoClassDefFoundError("a mishap, for the test");
          }
        };
    Proxy web =
        rig.open(
            "web",
            rig.backend(),
            RuleSet.of(Mix.of(Map.of("broken", BigDecimal.valueOf(100)), name -> broken)));
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 1);
      MetricsRig.exchange(client, 1);
    }
    assertThat(
            rig.page()
                .value(
                    "galopin_plugin_failures_total{hook=\"onBeforeHandle\",plugin=\"broken\",proxy=\"web\"}"))
        .isEqualTo(2);
  }

  @Test
  void showsNothingOfAProxyThatIsGone() throws IOException {
    Proxy web = rig.open("web");
    Proxy database = rig.open("database");
    try (Socket one = rig.connect(web);
        Socket other = rig.connect(database)) {
      MetricsRig.exchange(one, 10);
      MetricsRig.exchange(other, 10);
      web.close().join();

      assertThat(rig.page().values().keySet())
          .isNotEmpty()
          .allMatch(sample -> sample.contains("proxy=\"database\""));
    }
  }

  @Test
  void beginsAnewWithAProxyOfTheSameName() throws IOException {
    Proxy web = rig.open("web");
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 10);
      web.close().join();
    }
    rig.open("web");

    assertThat(rig.page().value("galopin_connections_total{proxy=\"web\"}")).isZero();
    assertThat(rig.page().value("galopin_connections_open{proxy=\"web\"}")).isZero();
  }

  @Test
  void countsOnWhenAProxyIsDisabledAndEnabled() throws IOException {
    Proxy web = rig.open("web");
    String bytes = received("upstream", web);
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 10);
      web.become(web.spec().withEnabled(false)).join();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(rig.page().value(bytes)).isEqualTo(10);
    web.become(web.spec().withEnabled(true)).join();
    try (Socket client = rig.connect(web)) {
      MetricsRig.exchange(client, 5);
    }
    assertThat(rig.page().value(bytes)).isEqualTo(15);
    assertThat(rig.page().value("galopin_connections_total{proxy=\"web\"}")).isEqualTo(2);
  }

  @Test
  void keepsThePairOfAddressesUntilItsLastConnectionHasEnded() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Proxy web = rig.open("web");
      String before = received("upstream", web);
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 10);
        web.setUpstream(new Address("127.0.0.1", other.getLocalPort()), TlsEnds.NONE);
        MetricsRig.exchange(client, 10);

        assertThat(rig.page().value(before)).isEqualTo(20);
        assertThat(rig.page().value(received("upstream", web))).isZero();
      }
      await().until(() -> !rig.page().values().containsKey(before));
      assertThat(rig.page().value("galopin_connections_total{proxy=\"web\"}")).isEqualTo(1);
    }
  }

  @Test
  void doesNotPileUpWhatAProxyWas() throws IOException {
    Proxy web = rig.open("web");
    for (int port = 1; port <= 100; port++) {
      web.setUpstream(new Address("127.0.0.1", port), TlsEnds.NONE);
      web.become(web.spec().withListen(new Address("127.0.0.1", 0)).withEnabled(port % 2 == 0))
          .join();
    }
    assertThat(rig.page().values().keySet())
        .filteredOn(sample -> sample.startsWith("toxiproxy_"))
        .hasSize(4);
  }

  @Test
  void writesNamesThatNeedEscapes() throws IOException {
    rig.open("a \"b\" c\\d");

    assertThat(rig.page().value("galopin_connections_open{proxy=\"a \\\"b\\\" c\\\\d\"}")).isZero();
  }

  private static Map<String, Double> withoutBuckets(Page page) {
    return page.values().entrySet().stream()
        .filter(sample -> !sample.getKey().contains("_bucket{"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String received(String direction, Proxy proxy) {
    return "toxiproxy_proxy_received_bytes_total" + labels(direction, proxy);
  }

  private static String sent(String direction, Proxy proxy) {
    return "toxiproxy_proxy_sent_bytes_total" + labels(direction, proxy);
  }

  private static String labels(String direction, Proxy proxy) {
    return "{direction=\"%s\",listener=\"%s\",proxy=\"%s\",upstream=\"%s\"}"
        .formatted(
            direction,
            Address.of(proxy.address().orElseThrow()),
            proxy.spec().name(),
            proxy.spec().upstream());
  }
}
