package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class DummyFactoryTest {

  @Test
  void passesAtEveryHook() {
    Behavior dummy = new DummyFactory().create(Options.defaults(List.of()));
    TestExchange exchange = new TestConnection(1).nextExchange();

    assertThat(dummy.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(dummy.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(dummy.onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }
}
