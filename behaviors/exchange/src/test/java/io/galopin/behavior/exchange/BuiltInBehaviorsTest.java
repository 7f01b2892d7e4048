package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.testkit.PluginRules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInBehaviorsTest {

  static final List<BehaviorFactory> FACTORIES =
      List.of(
          new AbortFactory(),
          new BlackoutFactory(),
          new DelayFactory(),
          new DummyFactory(),
          new ErrorFactory(),
          new HangFactory(),
          new TransientFactory());

  @Test
  void haveTheNamesThatVaurienGaveThem() {
    assertThat(FACTORIES)
        .extracting(BehaviorFactory::name)
        .containsExactly("abort", "blackout", "delay", "dummy", "error", "hang", "transient");
  }

  @Test
  void areAllListedInTheIndexOfExtensions() throws IOException {
    assertThat(PluginRules.indexed(BehaviorFactory.class.getClassLoader()))
        .containsExactlyElementsOf(
            FACTORIES.stream().map(factory -> factory.getClass().getName()).toList());
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void keepToTheRulesOfPlugins(BehaviorFactory factory) {
    PluginRules.check(factory);
    assertThat(factory.options()).allMatch(option -> option.defaultValue().isPresent());
    assertThat(factory.create(Options.defaults(factory.options()))).isNotNull();
  }
}
