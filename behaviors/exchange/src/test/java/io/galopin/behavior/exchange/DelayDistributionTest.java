package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.galopin.api.Behavior;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayDistributionTest {

  private static final int DRAWS = 20_000;

  private static Stream<Arguments> distributions() {
    return Stream.of(
        Arguments.of(
            Map.of("distribution", "uniform", "least", "10 ms", "most", "30 ms"), 20, 29.8),
        Arguments.of(Map.of("distribution", "uniform", "most", "30 ms"), 15, 29.7),
        Arguments.of(
            Map.of("distribution", "normal", "sleep", "100 ms", "deviation", "10 ms"), 100, 123.3),
        Arguments.of(Map.of("p50", "20 ms", "p99", "400 ms"), 20, 400),
        Arguments.of(Map.of("distribution", "lognormal", "p50", 0.1, "p99", 0.2), 100, 200),
        Arguments.of(Map.of("distribution", "pareto", "least", "10 ms", "shape", 2), 14.14, 100));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void hasTheMedianAndThePercentileThatFollow(
      Map<String, Object> given, double median, double p99) {
    double[] millis = millis(delay(given), 7);

    assertThat(millis[DRAWS / 2]).isCloseTo(median, withinPercentage(3));
    assertThat(millis[DRAWS * 99 / 100]).isCloseTo(p99, withinPercentage(8));
  }

  @Test
  void staysBetweenTheBoundsOfUniform() {
    double[] millis =
        millis(delay(Map.of("distribution", "uniform", "least", 0.01, "most", 0.03)), 7);

    assertThat(millis[0]).isBetween(10.0, 10.1);
    assertThat(millis[DRAWS - 1]).isBetween(29.9, 30.0);
  }

  @Test
  void waitsNoLessThanZeroAndNoLongerThanTheLongest() {
    double[] millis =
        millis(
            delay(
                Map.of("distribution", "normal", "sleep", 0.1, "deviation", 0.1, "longest", 0.15)),
            7);

    assertThat(millis[0]).isZero();
    assertThat(millis[DRAWS - 1]).isEqualTo(150.0);
  }

  @Test
  void cutsAHeavyTailAfterAMinute() {
    double[] millis =
        millis(delay(Map.of("distribution", "pareto", "least", 0.01, "shape", 0.5)), 7);

    assertThat(millis[DRAWS - 1]).isEqualTo(60_000.0);
  }

  @Test
  void drawsTheSameForTheSameSeedOnly() {
    Map<String, Object> given = Map.of("p50", "20 ms", "p99", "400 ms");
    double[] first = millis(delay(given), 7);

    assertThat(millis(delay(given), 7)).isEqualTo(first);
    assertThat(millis(delay(given), 8)).isNotEqualTo(first);
  }

  @Test
  void drawsNothingWhenTheLengthIsFixed() {
    assertThat(millis(delay(Map.of("distribution", "fixed", "sleep", 0.2)), 7)).containsOnly(200.0);
  }

  @Test
  void holdsTheReplyForADrawnTimeWhenNotBefore() {
    Behavior delay = delay(Map.of("p50", 0.02, "p99", 0.4, "before", false));
    TestConnection connection = new TestConnection(1);

    assertThat(delay.onBeforeHandle(connection.exchange(1)).passes()).isTrue();
    assertThat(delay.onAfterHandle(connection.exchange(1)))
        .isEqualTo(delay(Map.of("p50", 0.02, "p99", 0.4)).onBeforeHandle(connection.exchange(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "distribution=normal | deviation: missing (expected: a duration from 0 s to 24 h, a bare"
            + " number is in seconds, as distribution is normal)",
        "p50=1 | p99: missing (expected: a duration from 1 us to 24 h, a bare number is in seconds,"
            + " as distribution is lognormal)",
        "p50=2 p99=1 | p99: 1 s (expected: p50 or more, which is 2 s)",
        "distribution=uniform least=2 most=1 | most: 1 s (expected: least or more, which is 2 s)",
        "distribution=pareto least=0 shape=1 | least: 0 s (expected: more than 0 s, as distribution"
            + " is pareto)",
        "p50=1 p99=61 | p99: 61 s (expected: at most longest, which is 1 min)",
        "deviation=1 | deviation: 1 s (expected: nothing, as distribution is fixed)",
        "distribution=normal deviation=1 p50=2 | p50: 2 s (expected: nothing, as distribution is"
            + " normal)",
        "distribution=gauss | distribution: gauss (expected: one of fixed, uniform, normal,"
            + " lognormal, pareto)",
        "shape=0 | shape: 0 (expected: 0.1 to 100)"
      })
  void refusesWhatDoesNotGoTogether(String row) {
    String[] parts = row.split(" \\| ");
    Map<String, Object> given =
        Arrays.stream(parts[0].split(" "))
            .map(pair -> pair.split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    assertThatThrownBy(() -> delay(given)).isInstanceOf(OptionException.class).hasMessage(parts[1]);
  }

  /** Returns the delays of many exchanges, sorted. */
  private static double[] millis(Behavior delay, long seed) {
    TestConnection connection = new TestConnection(1, seed);
    return Stream.generate(connection::nextExchange)
        .limit(DRAWS)
        .mapToDouble(exchange -> delay.onBeforeHandle(exchange).delay().toNanos() / 1e6)
        .sorted()
        .toArray();
  }

  private static Behavior delay(Map<String, Object> given) {
    DelayFactory factory = new DelayFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
