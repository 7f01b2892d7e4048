package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingsTest {

  private final Timings timings = new Timings(true);

  @ParameterizedTest
  @CsvSource({
    "0, 0.0005",
    "500_000, 0.0005",
    "500_001, 0.001",
    "10_000_000, 0.01",
    "10_000_001, 0.025",
    "60_000_000_000, 60",
    "60_000_000_001, Infinity",
    "9223372036854775806, Infinity"
  })
  void aTimingIsInTheBucketWhoseBoundItDoesNotExceed(String nanos, double bound) {
    timings.record(Long.parseLong(nanos.replace("_", "")));

    assertThat(snapshot().getClassicBuckets().stream().filter(bucket -> bucket.getCount() > 0))
        .singleElement()
        .satisfies(
            bucket -> {
              assertThat(bucket.getUpperBound()).isEqualTo(bound);
              assertThat(bucket.getCount()).isEqualTo(1);
            });
  }

  @Test
  void sumsUpSeconds() {
    timings.record(Duration.ofMillis(1500).toNanos());
    timings.record(Duration.ofMillis(250).toNanos());

    assertThat(snapshot().getSum()).isCloseTo(1.75, within(1e-9));
    assertThat(snapshot().getCount()).isEqualTo(2);
  }

  @Test
  void keepsSingleTimingsForStatsdAlone() {
    assertThat(timings.samples()).isPresent();
    assertThat(new Timings(false).samples()).isEmpty();
  }

  private HistogramDataPointSnapshot snapshot() {
    return ProxyFamilies.snapshot(timings.distribution(), Labels.EMPTY);
  }
}
