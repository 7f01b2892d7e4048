package io.galopin.assertj;

import io.galopin.client.Proxy;

/** Where assertions about proxies begin; to be imported beside AssertJ's own. */
public final class GalopinAssertions {

  private GalopinAssertions() {}

  /** Begins an assertion about what a proxy has seen and injected so far. */
  public static ProxyAssert assertThat(Proxy proxy) {
    return new ProxyAssert(proxy);
  }
}
