package io.galopin.metrics;

import io.galopin.engine.ProxySpec;

/**
 * Where a proxy listens and what it relays to.
 *
 * @param proxy its name
 * @param listener the address on which it listens
 * @param upstream the address of its backend, as configured
 */
record Addresses(String proxy, String listener, String upstream) {

  static Addresses of(ProxySpec spec) {
    return new Addresses(spec.name(), spec.listen().toString(), spec.upstream().toString());
  }
}
