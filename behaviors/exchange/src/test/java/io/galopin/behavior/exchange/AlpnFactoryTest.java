package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlpnFactoryTest {

  private static final AlpnFactory FACTORY = new AlpnFactory();

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  private static Behavior with(Map<String, ?> options) {
    return FACTORY.create(Options.of(FACTORY.options(), options));
  }

  private static Decision changing(HandshakeChange.Alpn to) {
    return Decision.act(
        new Action.Handshake(
            new HandshakeChange(Optional.empty(), Optional.empty(), Optional.of(to))));
  }

  @Test
  void letsTheHandshakeGoOnWithSomethingWrong() {
    assertThat(with(Map.of()).onBeforeHandle(exchange))
        .isEqualTo(changing(HandshakeChange.Alpn.NONE));
    assertThat(with(Map.of("choice", "other")).onBeforeHandle(exchange))
        .isEqualTo(changing(HandshakeChange.Alpn.OTHER));
    assertThat(FACTORY.changesHandshakes()).isTrue();
  }

  @Test
  void passesAtItsOtherHooks() {
    assertThat(with(Map.of()).onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(with(Map.of()).onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }
}
