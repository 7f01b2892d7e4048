package io.galopin.engine.listen;

import io.galopin.engine.socket.Address;
import io.galopin.engine.trouble.Reasons;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address on which a proxy will listen, with its host name resolved.
 *
 * @param written as a user wrote it
 */
public record ListenAddress(Address written, InetSocketAddress socket) {

  /**
   * Resolves the host name, which may block.
   *
   * @throws ListenException if it is unknown
   */
  public static ListenAddress resolve(Address address) throws ListenException {
    try {
      // The IPv6 wildcard means all addresses even without IPv6.
      return new ListenAddress(
          address,
          address.host().isEmpty() || address.host().equals("::")
              ? new InetSocketAddress(address.port())
              : new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
    } catch (UnknownHostException unknown) {
      throw new ListenException(address, null, "its name is unknown", unknown);
    }
  }

  /** Returns the address on which a socket actually listens. */
  public static ListenAddress of(InetSocketAddress socket) {
    return new ListenAddress(Address.of(socket), socket);
  }

  /** Returns the error that this address cannot be bound. */
  public ListenException cannot(Throwable cause) {
    return new ListenException(written, socket, Reasons.of(cause), cause);
  }

  /** Whether this means the place where a socket listens. */
  public boolean isAt(InetSocketAddress here) {
    return socket.equals(here)
        || (socket.getPort() == here.getPort()
            && socket.getAddress().isAnyLocalAddress()
            && here.getAddress().isAnyLocalAddress());
  }

  /** Whether a socket that listens {@code here} may be why this address cannot be bound. */
  public boolean overlaps(InetSocketAddress here) {
    return socket.getPort() == here.getPort()
        && (socket.getAddress().equals(here.getAddress())
            || socket.getAddress().isAnyLocalAddress()
            || here.getAddress().isAnyLocalAddress());
  }
}
