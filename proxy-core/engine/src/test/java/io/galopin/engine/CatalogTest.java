package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;
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
  void aKindWithoutPluginsSaysSo() {
    assertThatThrownBy(() -> catalog.protocol("tcp"))
        .hasMessage("protocol: \"tcp\" (expected: one that is installed, there is none)");
  }
}
