package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.socket.ProxyMeter;
import java.io.IOException;
import java.net.Socket;
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
  void saysWhatItsTextIs() {
    assertThat(Metrics.CONTENT_TYPE).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }
}
