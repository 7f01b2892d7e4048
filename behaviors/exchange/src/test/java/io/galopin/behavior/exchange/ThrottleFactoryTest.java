package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottleFactoryTest {

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void slowsTheReplyWhenItHasCome() {
    assertThat(atReply(Map.of())).isEqualTo(Decision.act(new Action.Throttle(1024)));
    assertThat(atReply(Map.of("rate", "10 kB")))
        .isEqualTo(Decision.act(new Action.Throttle(10_000)));
  }

  @Test
  void letsTheRequestPass() {
    Behavior behavior = behavior(Map.of());

    assertThat(behavior.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(behavior.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> behavior(Map.of("rate", 0)))
        .isInstanceOf(OptionException.class)
        .hasMessage("rate: 0 (expected: a number of bytes from 1 to 1099511627776)");
  }

  private Decision atReply(Map<String, Object> given) {
    return behavior(given).onAfterHandle(exchange.withReply("200"));
  }

  private static Behavior behavior(Map<String, Object> given) {
    ThrottleFactory factory = new ThrottleFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
