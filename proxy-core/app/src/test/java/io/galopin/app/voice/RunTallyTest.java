package io.galopin.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what a run remembers about its configuration. */
class RunTallyTest {

  /** Nobody connects. */
  private static final Protocol UNUSED =
      new Protocol() {
        @Override
        public Session open(Pairing pairing) {
          throw new UnsupportedOperationException();
        }
      };

  private static final Behavior PASSING =
      new Behavior() {
        @Override
        public Decision onBeforeHandle(Exchange exchange) {
          return Decision.pass();
        }
      };

  private static ProxySpec spec(String name) {
    return new ProxySpec(
        name,
        new Address("127.0.0.1", 0),
        new Address("127.0.0.1", 1),
        "unused",
        UNUSED,
        mix(1),
        Limits.defaults(),
        false);
  }

  private static RuleSet mix(int percent) {
    return RuleSet.of(
        Mix.of(Map.of("passing", new BigDecimal(percent).movePointLeft(3)), name -> PASSING));
  }

  @Test
  void staysSmallHoweverOftenSomethingChanges() {
    RunTally tally = new RunTally();
    try (Engine engine = new Engine(EngineSettings.withSeed(1).withWatch(tally))) {
      Proxy proxy = engine.open(spec("kept")).join();
      tally.begin();
      for (int i = 1; i <= 10_000; i++) {
        proxy.setRules(mix(i));
      }
      for (int i = 0; i < 3_000; i++) {
        engine.open(spec("p" + i)).join().close().join();
      }

      assertThat(tally.changes()).isEqualTo(16_000);
      assertThat(tally.undone()).hasSizeLessThan(4_100).contains(sentence("kept", "10"));
      assertThat(tally.done()).isEmpty();
    }
  }

  private static String sentence(String proxy, String percent) {
    return proxy
        + ": passing of the mix "
        + percent
        + ":passing never fired: no traffic, not one exchange came while it was set";
  }
}
