package io.galopin.control;

import io.galopin.engine.Proxy;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

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
}
