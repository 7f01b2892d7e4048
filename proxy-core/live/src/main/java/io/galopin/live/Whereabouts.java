package io.galopin.live;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Compares where a proxy listens with where it should listen. */
final class Whereabouts {

  private Whereabouts() {}

  /**
   * Returns the address that a proxy takes when it should listen on {@code wanted}. If {@code
   * wanted} leaves the port open, the proxy keeps its port on that host. May look up a name.
   */
  static Address settled(Proxy proxy, Address wanted) {
    Optional<InetSocketAddress> now = proxy.address();
    if (wanted.port() != 0 || now.isEmpty()) {
      return wanted;
    }
    Address same = new Address(wanted.host(), now.get().getPort());
    return isAt(now.get(), same) ? same : wanted;
  }

  /**
   * Whether {@code wanted} differs from the address on which a proxy listens. May look up a name.
   */
  static boolean isElsewhere(Proxy proxy, Address wanted) {
    return proxy
        .address()
        .map(now -> !isAt(now, wanted))
        .orElseGet(() -> !wanted.equals(proxy.spec().listen()));
  }

  private static boolean isAt(InetSocketAddress now, Address wanted) {
    try {
      InetAddress there =
          wanted.host().isEmpty()
              ? new InetSocketAddress(0).getAddress()
              : InetAddress.getByName(wanted.host());
      InetAddress here = now.getAddress();
      return wanted.port() == now.getPort()
          && (there.equals(here) || (there.isAnyLocalAddress() && here.isAnyLocalAddress()));
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
