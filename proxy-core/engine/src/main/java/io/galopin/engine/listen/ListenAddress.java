package io.galopin.engine.listen;

import io.galopin.engine.socket.Address;
import io.galopin.engine.trouble.Reasons;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address where a proxy is to listen, with what its name means at the moment.
 *
 * @param written as a user wrote it
 */
public record ListenAddress(Address written, InetSocketAddress socket) {

  /**
   * Looks up the name, which may block.
   *
   * @throws ListenException if it is unknown
   */
  public static ListenAddress resolve(Address address) throws ListenException {
    try {
      // The wildcard of IPv6 means all addresses also where there is no IPv6.
      return new ListenAddress(
          address,
          address.host().isEmpty() || address.host().equals("::")
              ? new InetSocketAddress(address.port())
              : new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
    } catch (UnknownHostException unknown) {
      throw new ListenException(address, null, "its name is unknown", unknown);
    }
  }

  /** Where a socket really listens. */
  public static ListenAddress of(InetSocketAddress socket) {
    return new ListenAddress(Address.of(socket), socket);
  }

  /** The error that says that nobody can listen here. */
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

  /** Whether a socket that listens {@code here} may be why nobody else can listen at this. */
  public boolean overlaps(InetSocketAddress here) {
    return socket.getPort() == here.getPort()
        && (socket.getAddress().equals(here.getAddress())
            || socket.getAddress().isAnyLocalAddress()
            || here.getAddress().isAnyLocalAddress());
  }
}
