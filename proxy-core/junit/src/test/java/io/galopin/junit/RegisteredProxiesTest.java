package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.Mix;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteredProxiesTest {

  private static final Set<InetSocketAddress> OF_CLASS = ConcurrentHashMap.newKeySet();
  private static final Set<InetSocketAddress> OF_TEST = ConcurrentHashMap.newKeySet();

  static class Tests {
    @RegisterExtension
    static final RegisteredProxies SHARED =
        new RegisteredProxies().seed(5).proxy("echo", () -> Echo.SHARED);

    @RegisterExtension
    final RegisteredProxies own =
        new RegisteredProxies()
            .everyFaultFires()
            .proxy("cut", Echo.SHARED::address, cut -> cut.mix(Mix.parse("100:abort")));

    @RepeatedTest(2)
    void seesBoth() {
      assertThat(SHARED.control().seed()).isEqualTo(5);
      assertThat(Echo.ask(SHARED.proxy("echo").address())).isEqualTo('a');
      assertThat(Echo.ask(own.proxy("cut").address())).isEqualTo(-1);
      OF_CLASS.add(SHARED.proxy("echo").address());
      OF_TEST.add(own.proxy("cut").address());
    }

    @Test
    void forgetsOne() {
      assertThat(own.proxy("cut").journal()).isEmpty();
    }
  }

  @BeforeEach
  void forget() {
    OF_CLASS.clear();
    OF_TEST.clear();
  }

  @Test
  void areThereForAClassOrForATest() {
    Run run = Run.of(Tests.class);

    assertThat(run.succeeded()).isEqualTo(2);
    assertThat(OF_CLASS).hasSize(1);
    assertThat(OF_TEST).hasSize(2);
    assertThat(run.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("proxy cut: abort of the mix 100:abort never fired"));
    assertThat(run.suppressed())
        .startsWith("Tests.forgetsOne failed with seed ")
        .contains("cut 127.0.0.1:");
    assertThatThrownBy(() -> Tests.SHARED.proxy("echo"))
        .isInstanceOf(GalopinException.class)
        .hasMessage(
            "no test is running (expected: a call during a test, when the proxies are open)");
  }

  static class Around {
    @RegisterExtension
    static final RegisteredProxies SHARED =
        new RegisteredProxies().proxy("echo", () -> Echo.SHARED);

    @Test
    void seesIt() {
      OF_CLASS.add(SHARED.proxy("echo").address());
    }

    @Nested
    class First {
      @Test
      void seesIt() {
        OF_CLASS.add(SHARED.proxy("echo").address());
      }
    }

    @Nested
    class Second {
      @Test
      void seesIt() {
        OF_CLASS.add(SHARED.proxy("echo").address());
      }
    }
  }

  @Test
  void areThereForNestedClassesToo() {
    Run run = Run.of(Around.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isEqualTo(3);
    assertThat(OF_CLASS).hasSize(1);
  }
}
