package io.galopin.assertj;

import static io.galopin.assertj.GalopinAssertions.*;
import static org.assertj.core.api.Assertions.*;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports Galopin's and AssertJ's assertions, both with an asterisk. */
class StarImportsTest {

  @Test
  void compilesAndAsserts() {
    try (Galopin galopin = Galopin.start(1)) {
      Proxy proxy = galopin.proxy("web", "127.0.0.1:1").start();

      assertThat(proxy).neverFired();
      assertThat(proxy.name()).isEqualTo("web");
      assertThat(galopin.proxies()).isEqualTo(List.of(proxy));
      assertThatThrownBy(() -> assertThat(proxy).sawTraffic()).isInstanceOf(AssertionError.class);
    }
  }
}
