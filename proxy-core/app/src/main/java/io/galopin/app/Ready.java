package io.galopin.app;

import io.galopin.engine.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What listens.
 *
 * @param proxies in the order of the configuration
 * @param control where the control API is served, if it is
 */
record Ready(List<Proxy> proxies, Optional<InetSocketAddress> control) {

  Ready {
    proxies = List.copyOf(proxies);
  }
}
