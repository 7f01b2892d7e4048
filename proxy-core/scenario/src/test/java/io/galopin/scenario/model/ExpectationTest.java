package io.galopin.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.scenario.model.Expectation.Comparison;
import io.galopin.scenario.model.Expectation.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  @ParameterizedTest
  @CsvSource({
    "LESS, 4.9, true", "LESS, 5, false",
    "AT_MOST, 5, true", "AT_MOST, 5.1, false",
    "AT_LEAST, 5, true", "AT_LEAST, 4.9, false",
    "MORE, 5.1, true", "MORE, 5, false"
  })
  void holdsOnItsSideOfTheLimit(Comparison comparison, double seen, boolean holds) {
    assertThat(new Expectation(Metric.P99, comparison, 5).holds(seen)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "ERRORS, 0.05, errors <= 5%",
    "ERRORS, 0.0125, errors <= 1.25%",
    "P99, 300, p99 <= 300 ms",
    "P999, 0.25, p999 <= 0.2 ms",
    "FAULTS, 20, faults <= 20"
  })
  void isShownAsItIsWritten(Metric metric, double limit, String shown) {
    assertThat(new Expectation(metric, Comparison.AT_MOST, limit)).hasToString(shown);
  }
}
