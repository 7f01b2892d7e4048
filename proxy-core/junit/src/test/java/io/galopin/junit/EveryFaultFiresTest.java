package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

class EveryFaultFiresTest {

  private static final String ECHO = "io.galopin.junit.Echo#SHARED";

  @GalopinTest(everyFaultFires = true)
  static class Tests {
    @Test
    void isGreenForGood(@GalopinProxy(upstreamFrom = ECHO, behaviors = "100:abort") Proxy cut) {
      Echo.ask(cut.address());
    }

    @Test
    void isGreenForNothing(
        @GalopinProxy(upstreamFrom = ECHO, rules = "late: when connection=2 abort") Proxy fine) {
      Echo.ask(fine.address());
    }

    @Test
    @GalopinTest
    void isNotAsked(@GalopinProxy(upstreamFrom = ECHO, behaviors = "100:abort") Proxy unused) {
      assertThat(unused.journal()).isEmpty();
    }
  }

  @Test
  void failsATestThatInjectedNothing() {
    Run run = Run.of(Tests.class);

    assertThat(run.succeeded()).isEqualTo(2);
    assertThat(run.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("a rule or toxic never fired:")
                    .hasMessageContaining(
                        "proxy fine: rule late (late: when connection=2 abort) never fired: no"
                            + " match among 1 exchange; the nearest: connection: 1 (expected:"
                            + " connection=2) at connection 1, exchange 1"));
  }

  @GalopinTest(everyFaultFires = true)
  @GalopinProxy(name = "shared", upstreamFrom = ECHO, rules = "never: when connection=99 abort")
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class OfClass {
    @Test
    @Order(1)
    void usesOne(Proxy shared) {
      try (Undo fault = shared.withToxic(Toxic.limitData(0))) {
        Echo.ask(shared.address());
      }
    }

    @Test
    @Order(2)
    void forgetsOne(Proxy shared) {
      shared.withToxic(Toxic.bandwidth(1)).close();
    }
  }

  @Test
  void asksForFaultsOfAClassAtItsEnd() {
    Run run = Run.of(OfClass.class);

    assertThat(run.succeeded()).isEqualTo(1);
    assertThat(run.failures()).hasSize(2);
    assertThat(run.failures().get(0))
        .hasMessageContaining("bandwidth_downstream")
        .message()
        .doesNotContain("rule never");
    assertThat(run.failures().get(1))
        .hasMessageContaining("rule never")
        .message()
        .doesNotContain("bandwidth");
  }

  @Test
  void asksAtTheEndForAllIfTestsRunAtTheSameTime() {
    Run run = Run.inParallel(OfClass.class);

    assertThat(run.succeeded()).isEqualTo(2);
    assertThat(run.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("rule never")
                    .hasMessageContaining("bandwidth_downstream"));
  }

  @GalopinTest(everyFaultFires = true)
  @GalopinProxy(name = "outer", upstreamFrom = ECHO, behaviors = "100:abort")
  static class Around {
    @Nested
    class First {
      @Test
      void usesNothing() {}
    }

    @Nested
    class Second {
      @Test
      void usesTheOneAround(Proxy outer) {
        Echo.ask(outer.address());
      }
    }
  }

  @Test
  void asksNoInnerClassForFaultsOfTheOneAround() {
    Run run = Run.of(Around.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isEqualTo(2);
  }
}
