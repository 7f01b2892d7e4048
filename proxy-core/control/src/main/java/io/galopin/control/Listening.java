package io.galopin.control;

import io.galopin.engine.Proxy;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a proxy listens, as Toxiproxy's clients write and read it. */
final class Listening {

  /** Stands for all addresses of this machine, including those of IPv4. */
  private static final String ALL = "[::]";

  private Listening() {}

  /** Returns the address on which a proxy listens; if it does not listen, the configured one. */
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
