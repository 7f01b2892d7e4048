package io.galopin.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.scenario.model.Wave.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveTest {

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 0, 0ms", "LINEAR, 5000, 400ms", "LINEAR, 10000, 800ms", "LINEAR, 12000, 800ms",
    "SINE, 0, 0ms", "SINE, 2500, 400ms", "SINE, 5000, 800ms", "SINE, 10000, 0ms",
    "STEP, 0, 0ms", "STEP, 4999, 0ms", "STEP, 5000, 800ms", "STEP, 10000, 800ms"
  })
  void goesFromOneEndToTheOther(Shape shape, long millis, String expected) {
    Wave wave =
        new Wave(BigDecimal.ZERO, BigDecimal.valueOf(800), "ms", shape, Optional.empty(), 2);

    assertThat(wave.at(Duration.ofMillis(millis), Duration.ofSeconds(10))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "500, 10.5", "1000, 10", "1500, 10.5"})
  void startsAgainAfterItsPeriod(long millis, String expected) {
    Wave wave =
        new Wave(
            BigDecimal.TEN,
            new BigDecimal("11.0001"),
            "",
            Shape.LINEAR,
            Optional.of(Duration.ofSeconds(1)),
            2);
    assertThat(wave.at(Duration.ofMillis(millis), Duration.ofSeconds(10))).isEqualTo(expected);
  }
}
