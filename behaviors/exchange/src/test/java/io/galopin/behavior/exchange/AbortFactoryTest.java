package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbortFactoryTest {

  private final Behavior behavior = new AbortFactory().create(Options.defaults(List.of()));
  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void closesOnceTheBackendHasTheRequest() {
    assertThat(behavior.onBetweenHandle(exchange)).isEqualTo(Decision.close());
  }

  @Test
  void passesAtItsOtherHooks() {
    assertThat(behavior.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(behavior.onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }
}
