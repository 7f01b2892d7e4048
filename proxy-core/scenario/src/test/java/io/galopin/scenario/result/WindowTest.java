package io.galopin.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.galopin.scenario.model.Expectation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long MILLI = 1_000_000;

  private final List<Sample> samples = new ArrayList<>();

  @Test
  void hasThePercentilesOfTheAnswersWithinTheHistogramsPrecision() {
    for (int i = 1; i <= 1000; i++) {
      samples.add(Sample.answered("steady", i, i * MILLI));
    }
    Window window = Window.of("steady", 0, 2000, samples);

    assertThat(window.p50()).isCloseTo(500, within(0.5));
    assertThat(window.p99()).isCloseTo(990, within(1.0));
    assertThat(window.max()).isCloseTo(1000, within(1.0));
  }

  @Test
  void countsOnlyWhatWasDueInItAndNoLatencyOfErrors() {
    samples.add(Sample.answered("steady", 9, 5 * MILLI));
    samples.add(Sample.answered("steady", 10, 7 * MILLI));
    samples.add(Sample.failed("steady", 19, 900 * MILLI, "status 503"));
    samples.add(Sample.answered("steady", 20, 5 * MILLI));
    samples.add(Sample.answered("other", 15, 5 * MILLI));
    Window window = Window.of("steady", 10, 20, samples);

    assertThat(window.calls()).isEqualTo(2);
    assertThat(window.errorShare()).isEqualTo(0.5);
    assertThat(window.max()).isCloseTo(7, within(0.01));
  }

  @Test
  void saysNothingOfLatenciesThatWereNotMeasured() {
    samples.add(new Sample("traffic", 10, -1, 30, Optional.empty()));
    samples.add(new Sample("traffic", 10, -1, 10, Optional.of("failed")));
    Window window = Window.of("traffic", 0, 20, samples);

    assertThat(window.value(Metric.ERRORS)).hasValue(0.25);
    assertThat(window.value(Metric.P99)).isEmpty();
    assertThat(Window.of("traffic", 20, 30, samples).value(Metric.ERRORS)).isEmpty();
  }
}
