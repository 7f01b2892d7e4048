package io.galopin.assertj;

import io.galopin.client.Proxy;
import org.assertj.core.api.Assertions;

/**
 * Where assertions about proxies begin. All of AssertJ's own begin here, too, so that {@code import
 * static io.galopin.assertj.GalopinAssertions.*} will do, beside {@code Assertions.*} or in its
 * place.
 */
public final class GalopinAssertions extends Assertions {

  private GalopinAssertions() {}

  /** Begins an assertion about what a proxy has seen and injected so far. */
  public static ProxyAssert assertThat(Proxy proxy) {
    return new ProxyAssert(proxy);
  }

  /**
   * The same where another {@code assertThat} is imported by its name, which hides those that are
   * imported with an asterisk.
   */
  public static ProxyAssert assertThatProxy(Proxy proxy) {
    return new ProxyAssert(proxy);
  }
}
