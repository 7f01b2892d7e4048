package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private record Named(String name) implements BehaviorFactory {
    @Override
    public String description() {
      return "does nothing, for a test";
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }

  private record NamedToxic(String name) implements ToxicFactory {
    @Override
    public String description() {
      return "does nothing, for a test";
    }

    @Override
    public Toxic create(Options options) {
      return (place, before) -> (length, arrived) -> Move.passAll();
    }
  }

  private record NamedProtocol(String name) implements ProtocolFactory {
    @Override
    public String description() {
      return "does nothing, for a test";
    }

    @Override
    public Protocol create(Options options) {
      return new TurnProtocol();
    }
  }

  /** A behavior with one option of its own and one that depends on the protocol. */
  private record Adaptable(Option<Boolean> own, Map<String, Option<?>> byProtocol)
      implements BehaviorFactory {
    @Override
    public String name() {
      return "adaptable";
    }

    @Override
    public String description() {
      return "does nothing, for a test";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(own);
    }

    @Override
    public List<Option<?>> optionsFor(ProtocolFactory protocol) {
      return List.of(byProtocol.get(protocol.name()), own);
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }

  private final Catalog catalog = Catalog.of(List.of(new Named("error"), new Named("delay")));

  @Test
  void namesAreSorted() {
    assertThat(catalog.behaviors().keySet()).containsExactly("delay", "error");
    assertThat(catalog.protocols()).isEmpty();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnesAndTheNearest() {
    assertThatThrownBy(() -> catalog.behavior("dely"))
        .hasMessage("behavior: \"dely\" (expected: delay? one of delay, error)");
    assertThatThrownBy(() -> catalog.behavior("x"))
        .hasMessage("behavior: \"x\" (expected: one of delay, error)");
  }

  @Test
  void aToxicIsFoundByToxiproxysNameToo() {
    ToxicFactory slowClose = new NamedToxic("slow-close");

    assertThat(Catalog.of(List.of(slowClose)).toxic("slow_close")).isSameAs(slowClose);
  }

  @Test
  void theOptionsOfABehaviorAreThoseOfTheProtocol() {
    Option<Boolean> own = Option.flag("own", "everywhere");
    Option<Long> status = Option.integer("code", 200, 599, "in http");
    Option<String> text = Option.text("code", "in smtp");
    BehaviorFactory behavior = new Adaptable(own, Map.of("http", status, "smtp", text));
    Catalog both =
        Catalog.of(List.of(behavior, new NamedProtocol("http"), new NamedProtocol("smtp")));

    assertThat(both.options(behavior, "http")).isEqualTo(List.of(status, own));
    assertThat(both.options(behavior, "smtp")).isEqualTo(List.of(text, own));
    assertThat(both.options(behavior, "unknown")).isEqualTo(List.of(own));
    assertThat(both.options(behavior)).isEqualTo(List.of(own, status, text));
    assertThat(Catalog.of(List.of(behavior)).options(behavior)).isEqualTo(List.of(own));
  }

  @Test
  void aKindWithoutPluginsSaysSo() {
    assertThatThrownBy(() -> catalog.protocol("tcp"))
        .hasMessage("protocol: \"tcp\" (expected: one that is installed, there is none)");
  }
}
