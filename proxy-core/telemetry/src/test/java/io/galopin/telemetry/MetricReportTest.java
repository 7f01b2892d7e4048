package io.galopin.telemetry;

import static io.galopin.telemetry.FakeCollector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.metrics.Measure;
import io.galopin.metrics.Measured;
import io.galopin.metrics.Measured.Distribution;
import io.galopin.metrics.Measured.Point;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what a collector gets to know of counts. */
class MetricReportTest {

  private static final Instant SINCE = Instant.parse("2026-02-03T04:05:06Z");
  private static final Map<String, String> WEB = Map.of("proxy", "web");

  private FakeCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = FakeCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Telemetry telemetry(Duration interval, Supplier<List<Measured>> read) {
    return Telemetry.start(
        new TelemetrySettings(collector.address(), Map.of(), Map.of(), false, true, 1, interval),
        "1.2",
        new ExchangeListeners(),
        read);
  }

  private Map<String, Metric> report(Measured... measured) {
    telemetry(Duration.ofDays(1), () -> List.of(measured)).close();
    return collector.latestMetrics();
  }

  private static Measured number(Measure measure, long value) {
    return new Measured(measure, List.of(new Point(WEB, SINCE, value, Distribution.NONE)));
  }

  @Test
  void totalsGoOnFromTheBeginning() {
    Metric exchanges = report(number(Measure.EXCHANGES, 42)).get("galopin.exchanges");

    assertThat(exchanges.getUnit()).isEqualTo("{exchange}");
    assertThat(exchanges.getDescription()).isEqualTo("Exchanges begun");
    assertThat(exchanges.getSum().getIsMonotonic()).isTrue();
    assertThat(exchanges.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = exchanges.getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(42);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(SINCE.getEpochSecond() * 1_000_000_000);
    assertThat(point.getTimeUnixNano()).isGreaterThan(point.getStartTimeUnixNano());
    assertThat(attributes(point.getAttributesList())).isEqualTo(Map.of("galopin.proxy", "web"));
  }

  @Test
  void aLevelMayFall() {
    Metric open = report(number(Measure.CONNECTIONS_OPEN, 3)).get("galopin.connections.open");

    assertThat(open.getSum().getIsMonotonic()).isFalse();
    assertThat(open.getSum().getDataPoints(0).getAsInt()).isEqualTo(3);
  }

  @Test
  void durationsAreInTheirRanges() {
    Distribution durations =
        new Distribution(List.of(0.5, 1.0, Double.POSITIVE_INFINITY), List.of(2L, 0L, 1L), 60.75);

    Metric latency =
        report(new Measured(Measure.UPSTREAM_LATENCY, List.of(new Point(WEB, SINCE, 3, durations))))
            .get("galopin.upstream.latency");

    assertThat(latency.getUnit()).isEqualTo("s");
    HistogramDataPoint point = latency.getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(3);
    assertThat(point.getSum()).isEqualTo(60.75);
    assertThat(point.getExplicitBoundsList()).containsExactly(0.5, 1.0);
    assertThat(point.getBucketCountsList()).containsExactly(2L, 0L, 1L);
    assertThat(point.hasMin() || point.hasMax()).isFalse();
  }

  @Test
  void everyMeasureIsReportedIfItHasValues() {
    Map<String, Metric> reported =
        report(
            Arrays.stream(Measure.values())
                .map(
                    measure ->
                        measure.kind() == Measure.Kind.DURATIONS
                            ? new Measured(
                                measure,
                                List.of(
                                    new Point(
                                        WEB,
                                        SINCE,
                                        0,
                                        new Distribution(
                                            List.of(Double.POSITIVE_INFINITY), List.of(0L), 0))))
                            : number(measure, 1))
                .toArray(Measured[]::new));

    assertThat(reported.keySet())
        .containsExactlyInAnyOrder(
            "galopin.received",
            "galopin.sent",
            "galopin.connections.open",
            "galopin.connections",
            "galopin.exchanges",
            "galopin.upstream.connect.failures",
            "galopin.faults",
            "galopin.plugin.failures",
            "galopin.upstream.latency",
            "galopin.added.latency",
            "galopin.spans.lost");
    assertThat(report(new Measured(Measure.FAULTS, List.of())))
        .containsOnlyKeys("galopin.spans.lost");
  }

  @Test
  void comeAgainAndAgainAndAtTheEnd() {
    AtomicInteger reads = new AtomicInteger();
    Telemetry telemetry =
        telemetry(
            Duration.ofMillis(50),
            () -> List.of(number(Measure.EXCHANGES, reads.incrementAndGet())));
    await().until(() -> collector.reports() >= 3);
    telemetry.close();

    assertThat(
            collector.latestMetrics().get("galopin.exchanges").getSum().getDataPoints(0).getAsInt())
        .isEqualTo(reads.get());
    assertThat(collector.reports()).isEqualTo(reads.get());
  }

  @Test
  void areReadOnOneThreadThatNobodyWaitsFor() {
    AtomicInteger others = new AtomicInteger();
    telemetry(
            Duration.ofDays(1),
            () -> {
              if (!Thread.currentThread().getName().equals("galopin-metrics")
                  || !Thread.currentThread().isDaemon()) {
                others.incrementAndGet();
              }
              return List.of(number(Measure.FAULTS, 1));
            })
        .close();

    assertThat(others).hasValue(0);
    assertThat(collector.reports()).isEqualTo(1);
  }

  @Test
  void oneThatCannotBeReadIsNotTheLast() {
    AtomicInteger reads = new AtomicInteger();
    try (Heard heard = new Heard();
        Telemetry telemetry =
            telemetry(
                Duration.ofMillis(50),
                () -> {
                  if (reads.incrementAndGet() == 1) {
                    throw new IllegalStateException("not now");
                  }
                  return List.of(number(Measure.FAULTS, 1));
                })) {
      await().until(() -> collector.reports() >= 2);
      assertThat(telemetry.lostSpans()).isZero();
      assertThat(heard.lines())
          .containsExactly(
              "WARN cannot send metrics to the collector at "
                  + collector.address()
                  + "/v1/metrics: not now",
              "INFO sending to the collector at "
                  + collector.address()
                  + "/v1/metrics works again");
    }
  }
}
