package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ToxicFactory;
import io.galopin.testkit.PluginRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInToxicsTest {

  /** All. Toxiproxy has all but {@code loss}. */
  static final List<ToxicFactory> FACTORIES =
      List.of(
          new BandwidthFactory(),
          new LatencyFactory(),
          new LimitDataFactory(),
          new LossFactory(),
          new NoopFactory(),
          new ResetPeerFactory(),
          new SlicerFactory(),
          new SlowCloseFactory(),
          new TimeoutFactory());

  /** Those that Toxiproxy has, too. */
  static final List<ToxicFactory> TOXIPROXYS =
      FACTORIES.stream().filter(factory -> !(factory instanceof LossFactory)).toList();

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void keepToTheRulesOfPlugins(ToxicFactory factory) {
    PluginRules.check(factory);
  }

  @Test
  void areAllListedInTheIndexOfExtensions() throws IOException {
    assertThat(PluginRules.indexed(ToxicFactory.class.getClassLoader()))
        .containsExactlyElementsOf(
            FACTORIES.stream().map(factory -> factory.getClass().getName()).toList());
  }

  @Test
  void haveTheNamesAndAttributesThatToxiproxyGaveThemAndMore() {
    assertThat(FACTORIES)
        .extracting(
            factory -> factory.name() + factory.options().stream().map(Option::name).toList())
        .containsExactly(
            "bandwidth[rate, packet]",
            "latency[latency, jitter, p50, p99]",
            "limit-data[bytes]",
            "loss[chance, timeout, longest]",
            "noop[]",
            "reset-peer[timeout]",
            "slicer[average-size, size-variation, delay]",
            "slow-close[delay]",
            "timeout[timeout]");
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void needNoAttributesButASizeOfSlices(ToxicFactory factory) {
    Options none = Options.defaults(factory.options());

    if (factory instanceof SlicerFactory) {
      assertThatThrownBy(() -> factory.create(none))
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith("average-size: missing (expected: ");
    } else {
      assertThatCode(() -> factory.create(none)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @FieldSource("TOXIPROXYS")
  void haveDefaultsThatAreZero(ToxicFactory factory) {
    assertThat(factory.options())
        .filteredOn(option -> option.defaultValue().isPresent())
        .allSatisfy(option -> assertThat(plainDefault(option)).isEqualTo(0L));
  }

  private static <T> Object plainDefault(Option<T> option) {
    return option.plain(option.defaultValue().orElseThrow());
  }

  @ParameterizedTest
  @FieldSource("TOXIPROXYS")
  void giveNumbersBackAsToxiproxysClientsWriteThem(ToxicFactory factory) {
    assertThat(factory.options())
        .allSatisfy(option -> assertThat(thereAndBack(option, 1234)).isEqualTo(1234L));
  }

  private static <T> Object thereAndBack(Option<T> option, Object number) {
    return option.plain(option.parse(number));
  }

  @ParameterizedTest
  @CsvSource({
    "LatencyFactory, latency, 1500, 1.5 s",
    "LatencyFactory, jitter, 20, 20 ms",
    "SlowCloseFactory, delay, 20, 20 ms",
    "TimeoutFactory, timeout, 20, 20 ms",
    "ResetPeerFactory, timeout, 20, 20 ms",
    "SlicerFactory, delay, 20, 20 us",
    "SlicerFactory, average-size, 2048, 2 KiB",
    "SlicerFactory, size-variation, 1000, 1 kB",
    "LimitDataFactory, bytes, 1048576, 1 MiB"
  })
  void takeABareNumberInToxiproxysUnit(String factory, String name, long number, String text) {
    Option<?> option =
        FACTORIES.stream()
            .filter(each -> each.getClass().getSimpleName().equals(factory))
            .flatMap(each -> each.options().stream())
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();

    assertThat(option.parse(number)).isEqualTo(option.parse(text));
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void refuseNegativeNumbers(ToxicFactory factory) {
    assertThat(factory.options())
        .allSatisfy(
            option ->
                assertThatThrownBy(() -> Options.of(factory.options(), Map.of(option.name(), -1)))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith(option.name() + ": -1 (expected: "));
  }
}
