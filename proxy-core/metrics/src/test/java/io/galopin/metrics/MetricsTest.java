package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.metrics.Measured.Point;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests what each setting turns on. */
class MetricsTest {

  @Test
  void showsAnEmptyPageWhenAllIsOff() throws IOException {
    try (MetricsRig rig = new MetricsRig(MetricsSettings.none())) {
      rig.open("web");
      assertThat(rig.metrics.scrape()).isEmpty();
    }
  }

  @Test
  void countsNothingWhereNobodyReads() throws IOException {
    try (MetricsRig rig = new MetricsRig(new MetricsSettings(false, true, Optional.empty()))) {
      assertThat(rig.metrics.meterFor(rig.open("web").spec())).isSameAs(ProxyMeter.NONE);
    }
  }

  @Test
  void showsTheRuntimeAlone() throws IOException {
    try (MetricsRig rig = new MetricsRig(new MetricsSettings(false, true, Optional.empty()))) {
      rig.open("web");
      Page page = rig.page();
      assertThat(page.value("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
      assertThat(page.value("jvm_threads_current{}")).isPositive();
      assertThat(page.value("process_start_time_seconds{}")).isPositive();
      assertThat(page.types().keySet())
          .allMatch(family -> family.startsWith("jvm_") || family.startsWith("process_"));
    }
  }

  @Test
  void showsProxiesAndTheRuntimeTogether() throws IOException {
    try (MetricsRig rig = new MetricsRig(new MetricsSettings(true, true, Optional.empty()));
        Socket client = rig.connect(rig.open("web"))) {
      MetricsRig.exchange(client, 1);
      assertThat(rig.page().types()).containsKeys("jvm_threads_current", "galopin_exchanges_total");
    }
  }

  @Test
  void doesNotShowPrometheusWhatOnlyStatsdIsTold() throws IOException {
    StatsdSettings statsd = new StatsdSettings("127.0.0.1", 9, "vaurien", 1);
    try (MetricsRig rig = new MetricsRig(new MetricsSettings(false, false, Optional.of(statsd)));
        Socket client = rig.connect(rig.open("web"))) {
      MetricsRig.exchange(client, 1);
      assertThat(rig.metrics.scrape()).isEmpty();
    }
  }

  @Test
  void readsTheNumbersOfThePage() throws IOException {
    MetricsSettings both = new MetricsSettings(true, false, Optional.empty()).withReader();
    try (MetricsRig rig = new MetricsRig(both)) {
      Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("1 ms"));
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 700);

        List<Measured> read = rig.metrics.read();
        assertThat(read).extracting(Measured::measure).containsExactly(Measure.values());
        assertThat(value(read, Measure.EXCHANGES))
            .isEqualTo(1)
            .isEqualTo((long) rig.page().value("galopin_exchanges_total{proxy=\"web\"}"));
        assertThat(points(read, Measure.FAULTS))
            .singleElement()
            .satisfies(
                point ->
                    assertThat(point.labels())
                        .isEqualTo(Map.of("proxy", "web", "plugin", "delay")));
        assertThat(points(read, Measure.SENT_BYTES))
            .hasSize(2)
            .allSatisfy(point -> assertThat(point.value()).isEqualTo(700));
        assertThat(points(read, Measure.ADDED_LATENCY))
            .singleElement()
            .satisfies(
                point -> {
                  assertThat(point.value()).isEqualTo(1).isEqualTo(point.durations().total());
                  assertThat(point.durations().sum()).isPositive();
                });
      }
    }
  }

  @Test
  void readsTheLastOfAProxyThatIsGoneOnce() throws IOException {
    try (MetricsRig rig = new MetricsRig(MetricsSettings.none().withReader())) {
      Proxy web = rig.open("web");
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 10);
      }
      web.close().join();

      List<Measured> read = rig.metrics.read();
      assertThat(value(read, Measure.CONNECTIONS)).isEqualTo(1);
      assertThat(value(read, Measure.CONNECTIONS_OPEN)).isZero();
      assertThat(points(read, Measure.RECEIVED_BYTES)).hasSize(2);
      assertThat(rig.metrics.read()).allSatisfy(each -> assertThat(each.points()).isEmpty());
      assertThat(rig.metrics.scrape()).isEmpty();
    }
  }

  @Test
  void readsNothingOfAProxyThatIsGoneWhenOneOfItsNameHasBegun() throws IOException {
    try (MetricsRig rig = new MetricsRig(MetricsSettings.none().withReader())) {
      Proxy web = rig.open("web");
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 10);
      }
      web.close().join();
      rig.open("web");

      assertThat(points(rig.metrics.read(), Measure.CONNECTIONS))
          .singleElement()
          .satisfies(point -> assertThat(point.value()).isZero());
    }
  }

  private static long value(List<Measured> read, Measure measure) {
    return points(read, measure).get(0).value();
  }

  private static List<Point> points(List<Measured> read, Measure measure) {
    return read.stream()
        .filter(each -> each.measure() == measure)
        .findFirst()
        .orElseThrow()
        .points();
  }

  @Test
  void saysWhatItsTextIs() {
    assertThat(Metrics.CONTENT_TYPE).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }
}
