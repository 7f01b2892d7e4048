package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives proxies other versions of their plugins. */
class RenewalsTest {

  private static final Replaced SLOW = new Replaced(Set.of(), Set.of(), Set.of("slow"));

  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, (unused, wanted) -> {});
  private final Renewals renewals = new Renewals(live);
  private final List<String> swaps = new ArrayList<>();
  private final Proxy web =
      live.turns().inTurn(List.of("web"), () -> live.create("web", RenewalsTest::slow));

  @AfterEach
  void close() {
    engine.close();
  }

  private static ProxySpec slow() {
    return TestPlugins.spec("web").withToxics(List.of(TestPlugins.toxic("a")));
  }

  private static Catalog catalog(Supplier<Toxic> made) {
    return TestPlugins.catalogWith(
        new ToxicFactory() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public String description() {
            return "is slower";
          }

          @Override
          public Toxic create(Options options) {
            return made.get();
          }
        });
  }

  private Toxic toxic() {
    return web.spec().toxics().get(0).made().instance();
  }

  @Test
  void aProxyHasWhatTheNewVersionMakes() {
    Toxic fresh =
        (place, before) -> {
          throw new UnsupportedOperationException("nobody connects in this test");
        };

    renewals.renew(SLOW, catalog(() -> fresh), () -> swaps.add("swapped"));

    assertThat(toxic()).isSameAs(fresh);
    assertThat(swaps).hasSize(1);
  }

  static List<Throwable> failures() {
    return List.of(new IllegalStateException("no"), new NoClassDefFoundError("third/party/Gone"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anyFailureOfTheNewVersionLeavesAllAsItWas(Throwable failure) {
    Toxic before = toxic();
    Catalog failing =
        catalog(
            () -> {
              RenewalsTest.<RuntimeException>sneaky(failure);
              throw new AssertionError("it throws");
            });

    assertThatThrownBy(() -> renewals.renew(SLOW, failing, () -> swaps.add("swapped")))
        .isInstanceOf(PluginNeeded.class)
        .hasMessageStartingWith("proxy web: ")
        .hasMessageContaining(failure.getMessage());

    assertThat(toxic()).isSameAs(before);
    assertThat(swaps).isEmpty();
  }

  @SuppressWarnings("unchecked") // not checked at all
  private static <E extends Throwable> void sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
