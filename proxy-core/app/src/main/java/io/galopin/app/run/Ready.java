package io.galopin.app.run;

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
public record Ready(List<Proxy> proxies, Optional<InetSocketAddress> control) {

  public Ready {
    proxies = List.copyOf(proxies);
  }
}
