package io.galopin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behaviors that change handshakes of TLS, where they may be used and where not. */
class HandshakesTest {

  private record Speaking(String name, boolean beginsTls) implements ProtocolFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public boolean isLayer() {
      return beginsTls;
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(Attribute.flag(name + ".handshake", Attribute.Moment.REQUEST, "for tests"));
    }

    @Override
    public Protocol create(Options options) {
      throw new IllegalStateException("nobody connects");
    }
  }

  private static final class Wrong implements BehaviorFactory {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public boolean changesHandshakes() {
      return true;
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }

  private static final ProtocolFactory TLS = new Speaking("tls", true);
  private static final ProtocolFactory WEB = new Speaking("web", false);
  private static final Catalog CATALOG = Catalog.of(List.of(TLS, WEB, new Wrong()));
  private static final ProtocolStack ENDED = new ProtocolStack(List.of(TLS), WEB);

  private static void read(ProtocolStack stack, String rule) {
    assertThat(new RulesJson(() -> stack, Map.of(), CATALOG).read(List.of(rule))).hasSize(1);
  }

  @Test
  void aRuleAboutHandshakesThatGalopinEndsMayHaveThem() {
    read(ENDED, "when tls.handshake wrong");
  }

  @Test
  void otherRulesMayNot() {
    for (String rule : List.of("wrong", "when web.handshake wrong", "when exchange=1 wrong")) {
      assertThatThrownBy(() -> read(ENDED, rule))
          .isInstanceOf(ConfigProblem.class)
          .hasMessageContaining("wrong (expected: a rule about handshakes: when tls.handshake)");
    }
  }

  @Test
  void withoutTlsThatGalopinEndsNoRuleMay() {
    for (ProtocolStack stack : List.of(ProtocolStack.of(TLS), ProtocolStack.of(WEB))) {
      assertThatThrownBy(() -> read(stack, "when exchange=1 wrong"))
          .isInstanceOf(ConfigProblem.class)
          .hasMessageContaining(
              "wrong (expected: another behavior, as Galopin ends no TLS at this proxy;"
                  + " --listen-tls auto lets it)");
    }
    assertThatThrownBy(() -> read(ProtocolStack.of(TLS), "when tls.handshake wrong"))
        .hasMessageContaining("--listen-tls auto");
  }

  @Test
  void aMixMayNot() {
    Problems problems = new Problems();
    PluginConfig wrong = new PluginConfig("behavior", "wrong", Place.COMMAND_LINE, Map.of());
    assertThat(
            new MixAssembly(CATALOG, problems)
                .mix(Map.of("wrong", BigDecimal.TEN), Map.of("wrong", wrong), "web"))
        .isEmpty();
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "a rule about handshakes in place of the mix, at a proxy with --listen-tls: when"
                + " tls.handshake wrong");
  }
}
