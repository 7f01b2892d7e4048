package io.galopin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.console.Style;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyPictureTest {

  @Test
  void drawsUntouchedBesideTouched() {
    List<Sample> samples =
        List.of(passed(1.5), passed(1.6), passed(1.7), touched(7), passed(4.9), touched(8));

    assertThat(new LatencyPicture(samples, new Style(false, false)).lines())
        .containsExactly(
            "  latency         untouched                       touched",
            "  1 to 2 ms       ######################## 3",
            "  2 to 5 ms       ######## 1",
            "  5 to 10 ms                                      ################ 2",
            "  median          1.7 ms                          8.0 ms");
  }

  @Test
  void saysWhenNothingWasTouched() {
    assertThat(new LatencyPicture(List.of(passed(0.1)), Style.plain()).lines())
        .last()
        .asString()
        .endsWith("none");
  }

  @Test
  void hasARowForTheSlowest() {
    assertThat(new LatencyPicture(List.of(touched(60_000)), Style.plain()).lines())
        .anyMatch(line -> line.startsWith("  over 2000 ms") && line.endsWith(" 1"));
  }

  private static Sample passed(double millis) {
    return new Sample(1, 200, nanos(millis), Optional.empty());
  }

  private static Sample touched(double millis) {
    return new Sample(1, 200, nanos(millis), Optional.of("delay"));
  }

  private static Duration nanos(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
