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

class CorruptFactoryTest {

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void corruptsTheReplyWhenItHasCome() {
    assertThat(atReply(Map.of())).isEqualTo(Decision.act(new Action.Corrupt(1024)));
    assertThat(atReply(Map.of("every", 10))).isEqualTo(Decision.act(new Action.Corrupt(10)));
  }

  @Test
  void letsTheRequestPass() {
    Behavior behavior = behavior(Map.of());

    assertThat(behavior.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(behavior.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> behavior(Map.of("every", 0)))
        .isInstanceOf(OptionException.class)
        .hasMessage("every: 0 (expected: a number of bytes from 1 to 1073741824)");
  }

  private Decision atReply(Map<String, Object> given) {
    return behavior(given).onAfterHandle(exchange.withReply("200"));
  }

  private static Behavior behavior(Map<String, Object> given) {
    CorruptFactory factory = new CorruptFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
