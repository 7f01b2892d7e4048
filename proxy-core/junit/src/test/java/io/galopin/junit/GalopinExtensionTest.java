package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Control;
import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs tests with proxies, and checks that none is left in this JVM. */
class GalopinExtensionTest {

  @GalopinTest(seed = 42)
  @GalopinProxy(name = "ofClass", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  @GalopinProxy(name = "anew", upstreamFrom = "backend", lifetime = Lifetime.TEST)
  static class Tests {

    @GalopinProxy(upstreamFrom = "backend")
    static Proxy shared;

    @GalopinProxy(upstreamFrom = "backend", behaviors = "100:abort")
    private Proxy own;

    static String backend() {
      return Echo.SHARED.address();
    }

    @BeforeAll
    static void openTheirs(
        @GalopinProxy(upstreamFrom = "backend", name = "early") Proxy early, Control control) {
      assertThat(early.address()).isNotEqualTo(shared.address());
      assertThat(control.proxies()).extracting(Proxy::name).contains("early", "ofClass", "shared");
    }

    @BeforeEach
    void findTheirs(Proxy early) {
      assertThat(early.name()).isEqualTo("early");
    }

    @Test
    void givesProxiesOfAnyPlace(
        @GalopinProxy(upstreamFrom = "backend") Proxy parameter,
        @GalopinProxy(name = "ofClass") Proxy known,
        Proxy anew) {
      assertThat(Echo.ask(parameter.address())).isEqualTo('a');
      assertThat(Echo.ask(known.address())).isEqualTo('a');
      assertThat(Echo.ask(anew.address())).isEqualTo('a');
      assertThat(Echo.ask(shared.address())).isEqualTo('a');
      assertThat(Echo.ask(own.address())).isEqualTo(-1);
    }

    @Test
    void givesATestAnEngineOfItsOwn(
        Control control, @GalopinProxy(upstreamFrom = "backend") Proxy parameter) {
      assertThat(control.proxies())
          .extracting(Proxy::name)
          .containsExactly("anew", "own", "parameter");
      assertThat(control.existing("parameter")).isSameAs(parameter);
    }

    @Test
    void takesTheSeedOfTheAnnotation(Galopin galopin) {
      assertThat(galopin.seed()).isEqualTo(42);
    }

    @Test
    @GalopinTest(seed = 43)
    void takesTheSeedOfTheMethodFirst(Galopin galopin) {
      assertThat(galopin.seed()).isEqualTo(43);
    }

    @Nested
    @GalopinProxy(name = "inner", upstreamFrom = "backend")
    class Within {
      @Test
      void seesProxiesOfTheClassAround(Proxy inner, Proxy ofClass) {
        assertThat(Echo.ask(inner.address())).isEqualTo('a');
        assertThat(Echo.ask(ofClass.address())).isEqualTo('a');
      }
    }
  }

  @Test
  void givesTestsWhatTheyDeclare() {
    Run run = Run.of(Tests.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isEqualTo(5);
  }

  @GalopinTest(seed = {1, 2})
  static class TwoSeeds {
    @Test
    void isNotRun(Control control) {}
  }

  static class UnknownProxy {
    @Test
    void isNotRun(@GalopinProxy(name = "none") Proxy proxy) {}
  }

  static class NoProxy {
    @Test
    @GalopinTest
    void isNotRun(Proxy proxy) {}
  }

  @GalopinTest
  static class WrongField {
    @GalopinProxy(upstream = "localhost:1")
    private String text;

    @Test
    void isNotRun() {
      assertThat(text).isNull();
    }
  }

  static class TooEarly {
    @BeforeAll
    static void asks(
        @GalopinProxy(upstream = "localhost:1", lifetime = Lifetime.TEST) Proxy proxy) {}

    @Test
    void isNotRun() {}
  }

  @Test
  void saysWhatIsDeclaredWrongly() {
    assertThat(Run.of(TwoSeeds.class).messages()).contains("seed: 2 numbers (expected: one)");
    assertThat(Run.of(UnknownProxy.class).messages())
        .contains("proxy none: no upstream (expected: an upstream, or the name of an open proxy)");
    assertThat(Run.of(NoProxy.class).messages())
        .contains(
            "parameter proxy of isNotRun: a proxy without @GalopinProxy (expected: one with it,");
    assertThat(Run.of(WrongField.class).messages())
        .contains("(expected: a field of type Proxy that can be set)");
    assertThat(Run.of(TooEarly.class).messages())
        .contains(
            "proxy proxy: lifetime TEST (expected: CLASS or SUITE, because there is no test yet");
  }
}
