package io.galopin.assertj;

import static io.galopin.assertj.GalopinAssertions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports AssertJ's {@code assertThat} by name, as editors do, beside Galopin's assertions. */
class BesideNamedImportTest {

  @Test
  void compilesAndAsserts() {
    try (Galopin galopin = Galopin.start(1)) {
      Proxy proxy = galopin.proxy("web", "127.0.0.1:1").start();

      assertThatProxy(proxy).neverFired();
      assertThat(proxy.name()).isEqualTo("web");
      assertThat(galopin.proxies()).isEqualTo(List.of(proxy));
      assertThatThrownBy(() -> assertThatProxy(proxy).sawTraffic())
          .isInstanceOf(AssertionError.class);
    }
  }
}
