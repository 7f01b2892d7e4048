package io.galopin.app.run;

import io.galopin.engine.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The listening proxies and control API.
 *
 * @param proxies in the order of the configuration
 * @param control the address of the control API, if it is served
 */
public record Ready(List<Proxy> proxies, Optional<InetSocketAddress> control) {

  public Ready {
    proxies = List.copyOf(proxies);
  }
}
