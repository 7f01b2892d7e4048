package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Control;
import io.galopin.embed.Galopin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seeds of tests that are run several times. */
class RepetitionTest {

  private static final List<Long> SEEDS = Collections.synchronizedList(new ArrayList<>());

  static class Repeated {
    @RepeatedTest(5)
    @GalopinTest
    void tells(Galopin galopin) {
      SEEDS.add(galopin.seed());
    }
  }

  static class WithArguments {
    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d", "e"})
    @GalopinTest
    void tells(String argument, Galopin galopin) {
      SEEDS.add(galopin.seed());
    }
  }

  static class Fixed {
    @RepeatedTest(5)
    @GalopinTest(seed = 4711)
    void tells(Galopin galopin) {
      SEEDS.add(galopin.seed());
    }
  }

  static class Registered {
    @RegisterExtension final RegisteredProxies proxies = new RegisteredProxies();

    @RepeatedTest(5)
    void tells() {
      Control control = proxies.control();
      SEEDS.add(control.seed());
    }
  }

  static class FailsThirdly {
    @RepeatedTest(3)
    @GalopinTest
    void tells(Galopin galopin) {
      galopin.proxy("any", "localhost:1").start();
      SEEDS.add(galopin.seed());
      assertThat(SEEDS).hasSizeLessThan(3);
    }
  }

  @BeforeEach
  void forget() {
    SEEDS.clear();
  }

  private static List<Long> seeds(String ofRun, Class<?> type) {
    SEEDS.clear();
    assertThat(FailureReportTest.runWithSeed(ofRun, type).failures()).isEmpty();
    return List.copyOf(SEEDS);
  }

  @Test
  void areOthersEachTimeAndTheSameInTheNextRun() {
    List<Long> first = seeds("4711", Repeated.class);

    assertThat(first).hasSize(5).doesNotHaveDuplicates().startsWith(4711L);
    assertThat(seeds("4711", Repeated.class)).isEqualTo(first);
    assertThat(seeds("4711", WithArguments.class)).isEqualTo(first);
    assertThat(seeds("4711", Registered.class)).isEqualTo(first);
    assertThat(seeds("8", Fixed.class)).isEqualTo(first);
    assertThat(seeds("8", Repeated.class)).doesNotContainAnyElementsOf(first);
  }

  @Test
  void areToldByTheOneThatFails() {
    Run run = FailureReportTest.runWithSeed("4711", FailsThirdly.class);

    assertThat(run.suppressed().lines())
        .first()
        .isEqualTo(
            "FailsThirdly.tells repetition 3 of 3 failed with seed "
                + SEEDS.get(2)
                + "; to run it again as the first repetition: -Dgalopin.seed="
                + SEEDS.get(2)
                + ", all of them: -Dgalopin.seed=4711");
    assertThat(seeds(SEEDS.get(2).toString(), Repeated.class)).startsWith(SEEDS.get(0));
  }
}
