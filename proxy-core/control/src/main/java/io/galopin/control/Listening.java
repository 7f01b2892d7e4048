package io.galopin.control;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where a proxy listens, as Toxiproxy's clients write and read it. */
final class Listening {

  /** What stands for all addresses of this machine, of IPv4 too. */
  private static final String ALL = "[::]";

  private Listening() {}

  /** The address on which it really listens; where it does not, the one that it was given. */
  static String shown(Proxy proxy) {
    return proxy.address().map(Listening::text).orElseGet(() -> proxy.spec().listen().toString());
  }

  private static String text(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    return address.isAnyLocalAddress()
        ? ALL + ":" + socket.getPort()
        : NetUtil.toSocketAddressString(socket);
  }

  /**
   * The address that a proxy takes when it is to listen on {@code wanted}: who asks for any free
   * port is content with the one that the proxy has there. May look up a name.
   */
  static Address settled(Proxy proxy, Address wanted) {
    Optional<InetSocketAddress> now = proxy.address();
    if (wanted.port() != 0 || now.isEmpty()) {
      return wanted;
    }
    Address same = new Address(wanted.host(), now.get().getPort());
    return isAt(now.get(), same) ? same : wanted;
  }

  /** Whether {@code wanted} is another place than where a proxy listens. May look up a name. */
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
