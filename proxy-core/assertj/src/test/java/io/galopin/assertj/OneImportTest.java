package io.galopin.assertj;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static io.galopin.assertj.GalopinAssertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports only Galopin's assertions, which include AssertJ's. */
class OneImportTest {

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
