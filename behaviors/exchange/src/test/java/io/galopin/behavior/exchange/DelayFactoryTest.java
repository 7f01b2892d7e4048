package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DelayFactoryTest {

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void holdsTheRequestForOneSecondUnlessToldOtherwise() {
    Behavior delay = delay(Map.of());

    assertThat(delay.onBeforeHandle(exchange)).isEqualTo(Decision.delay(Duration.ofSeconds(1)));
    assertThat(delay.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(delay.onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }

  @Test
  void holdsTheReplyWhenNotBefore() {
    Behavior delay = delay(Map.of("before", false));

    assertThat(delay.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(delay.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(delay.onAfterHandle(exchange)).isEqualTo(Decision.delay(Duration.ofSeconds(1)));
  }

  @Test
  void takesABareNumberAsSeconds() {
    assertThat(delay(Map.of("sleep", 0.25)).onBeforeHandle(exchange))
        .isEqualTo(Decision.delay(Duration.ofMillis(250)));
  }

  @Test
  void takesNoTimeAtAll() {
    assertThat(delay(Map.of("sleep", 0)).onBeforeHandle(exchange).passes()).isTrue();
  }

  @Test
  void takesNoMoreThanADay() {
    assertThat(delay(Map.of("sleep", "24 h")).onBeforeHandle(exchange))
        .isEqualTo(Decision.delay(Duration.ofHours(24)));
    assertThatThrownBy(() -> delay(Map.of("sleep", "25 h")))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("sleep: 25 h (expected: ");
    assertThatThrownBy(() -> delay(Map.of("sleep", -1)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("sleep: -1 (expected: ");
  }

  private static Behavior delay(Map<String, Object> given) {
    DelayFactory factory = new DelayFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
