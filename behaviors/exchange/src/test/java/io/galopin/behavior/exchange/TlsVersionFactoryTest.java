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

class TlsVersionFactoryTest {

  private static final TlsVersionFactory FACTORY = new TlsVersionFactory();

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  private static Behavior with(Map<String, ?> options) {
    return FACTORY.create(Options.of(FACTORY.options(), options));
  }

  private static Decision changing(String to) {
    return Decision.act(
        new Action.Handshake(
            new HandshakeChange(Optional.empty(), Optional.of(to), Optional.empty())));
  }

  @Test
  void letsTheHandshakeGoOnWithSomethingWrong() {
    assertThat(with(Map.of()).onBeforeHandle(exchange)).isEqualTo(changing("1.2"));
    assertThat(with(Map.of("version", "1.3")).onBeforeHandle(exchange)).isEqualTo(changing("1.3"));
    assertThat(FACTORY.changesHandshakes()).isTrue();
  }

  @Test
  void passesAtItsOtherHooks() {
    assertThat(with(Map.of()).onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(with(Map.of()).onAfterHandle(exchange)).isEqualTo(Decision.pass());
  }
}
