package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
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
  void aKindWithoutPluginsSaysSo() {
    assertThatThrownBy(() -> catalog.protocol("tcp"))
        .hasMessage("protocol: \"tcp\" (expected: one that is installed, there is none)");
  }
}
