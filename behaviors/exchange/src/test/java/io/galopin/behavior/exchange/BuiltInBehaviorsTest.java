package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.OptionException;
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
          new AlpnFactory(),
          new BlackoutFactory(),
          new CertificateFactory(),
          new CorruptFactory(),
          new DelayFactory(),
          new DummyFactory(),
          new ErrorFactory(),
          new HangFactory(),
          new LostReplyFactory(),
          new NoticeFactory(),
          new ReplaceFactory(),
          new ThrottleFactory(),
          new TlsVersionFactory(),
          new TransientFactory(),
          new TruncateFactory());

  @Test
  void haveTheNamesThatVaurienGaveThem() {
    assertThat(FACTORIES)
        .extracting(BehaviorFactory::name)
        .contains("abort", "blackout", "delay", "dummy", "error", "hang", "transient")
        .isSorted();
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
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void doSomethingWithoutOptionsOrSayWhatTheyNeed(BehaviorFactory factory) {
    Options none = Options.defaults(factory.options());

    if (factory instanceof ReplaceFactory || factory instanceof NoticeFactory) {
      assertThatThrownBy(() -> factory.create(none)).isInstanceOf(OptionException.class);
    } else {
      assertThat(factory.create(none)).isNotNull();
    }
  }
}
