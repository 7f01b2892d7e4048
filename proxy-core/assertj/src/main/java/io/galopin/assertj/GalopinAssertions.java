package io.galopin.assertj;

import io.galopin.client.Proxy;
import org.assertj.core.api.Assertions;

/**
 * The entry point for assertions about proxies. Includes AssertJ's own, so {@code import static
 * io.galopin.assertj.GalopinAssertions.*} works instead of {@code Assertions.*} or beside it.
 */
public final class GalopinAssertions extends Assertions {

  private GalopinAssertions() {}

  /** Begins an assertion about what a proxy has seen and injected so far. */
  public static ProxyAssert assertThat(Proxy proxy) {
    return new ProxyAssert(proxy);
  }

  /**
   * Does the same as {@link #assertThat(Proxy)}. Use it where another {@code assertThat} is
   * imported by name, which hides those imported with an asterisk.
   */
  public static ProxyAssert assertThatProxy(Proxy proxy) {
    return new ProxyAssert(proxy);
  }
}
