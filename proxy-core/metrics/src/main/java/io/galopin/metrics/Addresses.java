package io.galopin.metrics;

import io.galopin.engine.ProxySpec;

/**
 * A proxy with its two addresses.
 *
 * @param proxy the name of the proxy
 * @param listener the address on which it listens
 * @param upstream the address of its backend, as configured
 */
record Addresses(String proxy, String listener, String upstream) {

  static Addresses of(ProxySpec spec) {
    return new Addresses(spec.name(), spec.listen().toString(), spec.shownUpstream());
  }
}
