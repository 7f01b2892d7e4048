package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class HangFactoryTest {

  private final Behavior behavior = new HangFactory().create(Options.defaults(List.of()));
  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void hangsBeforeTheRequestGoesOn() {
    assertThat(behavior.onBeforeHandle(exchange)).isEqualTo(Decision.hang());
  }

  @Test
  void passesAtItsOtherHooks() {
    assertThat(behavior.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(behavior.onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }
}
