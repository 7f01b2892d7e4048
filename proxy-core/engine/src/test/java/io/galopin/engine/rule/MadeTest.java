package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Option;
import io.galopin.api.Options;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MadeTest {

  private static final List<Option<?>> OPTIONS =
      List.of(
          Option.duration("sleep", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "")
              .orElse(Duration.ofSeconds(1)),
          Option.text("body", ""));

  private static Made<Object> made(String plugin, Map<String, Object> given) {
    return new Made<>(plugin, Options.of(OPTIONS, given), new Object());
  }

  @Test
  void theSameHasThePluginAndWhatItWasGiven() {
    Made<Object> delay = made("delay", Map.of("sleep", "100 ms"));

    assertThat(delay)
        .isEqualTo(made("delay", Map.of("sleep", 0.1)))
        .hasSameHashCodeAs(made("delay", Map.of("sleep", 0.1)))
        .isNotEqualTo(made("delay", Map.of("sleep", 2)))
        .isNotEqualTo(made("delay", Map.of("sleep", 0.1, "body", "a")))
        .isNotEqualTo(made("other", Map.of("sleep", 0.1)))
        .isNotEqualTo(made("delay", Map.of()));
  }

  @Test
  void doesAsOneThatIsGivenItsDefaults() {
    Made<Object> plain = made("delay", Map.of());

    assertThat(plain.doesAs(made("delay", Map.of("sleep", 1)))).isTrue();
    assertThat(plain).isNotEqualTo(made("delay", Map.of("sleep", 1)));
    assertThat(plain.doesAs(made("delay", Map.of("sleep", 2)))).isFalse();
    assertThat(plain.doesAs(made("delay", Map.of("body", "")))).isFalse();
    assertThat(made("delay", Map.of("body", "")).doesAs(plain)).isFalse();
    assertThat(plain.doesAs(made("other", Map.of()))).isFalse();
  }

  @Test
  void tellsWhatItWasGivenAsAUserWritesIt() {
    assertThat(made("delay", Map.of("body", "a", "sleep", 0.1)).texts())
        .containsExactly(Map.entry("sleep", "100 ms"), Map.entry("body", "a"));
    assertThat(Made.of("delay", new Object()).texts()).isEmpty();
  }
}
