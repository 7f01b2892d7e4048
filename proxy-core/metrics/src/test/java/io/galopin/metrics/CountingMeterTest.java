package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.galopin.api.Direction;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.ProxyMeter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingMeterTest {

  private static final int CALLS = 20_000;
  private static final int THREADS = 4;

  private MetricsRig rig;
  private ProxySpec spec;

  @BeforeEach
  void start() throws IOException {
    // With statsd, so that individual timings are kept. Port 9 discards what it receives.
    StatsdSettings statsd = new StatsdSettings("127.0.0.1", 9, "vaurien", 1);
    rig = new MetricsRig(new MetricsSettings(true, false, Optional.of(statsd)));
    spec = rig.spec("web", rig.backend(), RuleSet.none());
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void countsEveryCallOfManyThreadsWhileItIsRead() {
    ProxyMeter meter = rig.metrics.meterFor(spec);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<CompletableFuture<Void>> working = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        working.add(CompletableFuture.runAsync(() -> callAll(meter, CALLS), threads));
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(working.toArray(CompletableFuture[]::new));
      while (!all.isDone()) {
        Page page = rig.page();
        assertThat(page.value("galopin_connections_open{proxy=\"web\"}"))
            .isBetween(0.0, (double) THREADS);
        assertThat(page.value("galopin_upstream_latency_seconds_count{proxy=\"web\"}"))
            .isEqualTo(
                page.value("galopin_upstream_latency_seconds_bucket{le=\"+Inf\",proxy=\"web\"}"));
      }
      all.join();
    } finally {
      threads.shutdown();
    }
    double calls = THREADS * CALLS;
    Page page = rig.page();
    assertThat(page.value("galopin_connections_total{proxy=\"web\"}")).isEqualTo(calls);
    assertThat(page.value("galopin_connections_open{proxy=\"web\"}")).isZero();
    assertThat(page.value("galopin_faults_total{plugin=\"delay\",proxy=\"web\"}")).isEqualTo(calls);
    assertThat(page.value("galopin_upstream_latency_seconds_count{proxy=\"web\"}"))
        .isEqualTo(calls);
    assertThat(page.values().entrySet())
        .filteredOn(sample -> sample.getKey().startsWith("toxiproxy_"))
        .hasSize(4)
        .allMatch(sample -> sample.getValue() == 3 * calls);
  }

  @Test
  void countsWithoutAllocating() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ProxyMeter meter = rig.metrics.meterFor(spec);
    callAll(meter, 1000);
    long before = threads.getCurrentThreadAllocatedBytes();
    callAll(meter, CALLS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // Far less than one object for each.
    assertThat(allocated).isLessThan(CALLS);
  }

  @Test
  void twoMetersOfTheSameAddressesCountTogetherUntilBothAreRetired() {
    ProxyMeter one = rig.metrics.meterFor(spec);
    ProxyMeter other = rig.metrics.meterFor(spec);
    one.exchange();
    other.exchange();
    assertThat(rig.page().value("galopin_exchanges_total{proxy=\"web\"}")).isEqualTo(2);

    one.retired();
    assertThat(rig.page().value("galopin_exchanges_total{proxy=\"web\"}")).isEqualTo(2);

    other.retired();
    assertThat(rig.page().values()).isEmpty();
  }

  @Test
  void aClientThatComesTooLateTakesNothingAway() {
    ProxyMeter early = rig.metrics.meterFor(spec);
    early.retired();
    ProxyMeter fresh = rig.metrics.meterFor(spec);
    early.opened();
    early.closed();
    fresh.exchange();

    assertThat(rig.page().value("galopin_exchanges_total{proxy=\"web\"}")).isEqualTo(1);
  }

  private static void callAll(ProxyMeter meter, int times) {
    long nanos = Duration.ofMillis(3).toNanos();
    for (int i = 0; i < times; i++) {
      meter.opened();
      for (Direction direction : DIRECTIONS) {
        meter.received(direction, 3);
        meter.sent(direction, 3);
      }
      meter.exchange();
      meter.fault("delay");
      meter.notConnected();
      meter.answered(nanos);
      meter.delayed(TimeUnit.SECONDS.toNanos(100));
      meter.closed();
    }
  }

  private static final Direction[] DIRECTIONS = Direction.values();
}
