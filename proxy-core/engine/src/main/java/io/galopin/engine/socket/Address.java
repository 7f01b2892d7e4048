package io.galopin.engine.socket;

import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A host and a port as a user writes them; nothing is resolved.
 *
 * @param host a name or a literal address, without brackets; empty means all addresses of this
 *     machine
 * @param port 0 to 65535; 0, where one listens, means any free port; {@link #NO_PORT} if an
 *     upstream was given without one, so that it cannot be connected to
 */
public record Address(String host, int port) {

  /** In place of the port of an address that has none. */
  public static final int NO_PORT = -1;

  /** The most characters of a host; those of the domain name system have at most 253. */
  private static final int LONGEST = 255;

  public Address {
    if (host.length() > LONGEST) {
      throw new IllegalArgumentException(
          "host: " + Excerpt.of(host) + " (expected: at most " + LONGEST + " characters)");
    }
    if (port != NO_PORT && (port < 0 || port > 65535)) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /**
   * Reads {@code host:port}, {@code [::1]:port} or {@code :port}.
   *
   * @param what the name of the option, for the error
   * @throws OptionException if {@code text} is none of these
   */
  public static Address parse(String what, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.length() > LONGEST) {
      throw new OptionException(
          what, text, "host:port, with a host of at most " + LONGEST + " characters");
    }
    if (colon < 0 || !isHost(host, bracketed) || !isPort(text.substring(colon + 1))) {
      throw new OptionException(
          what, text, "host:port, as in localhost:8000, with a port from 0 to 65535");
    }
    return new Address(host, Integer.parseInt(text.substring(colon + 1)));
  }

  /** Parses a host without a port, as in {@code example.com}; empty if {@code text} is none. */
  public static Optional<Address> withoutPort(String text) {
    boolean isHost = !text.isEmpty() && text.length() <= LONGEST && isHost(text, false);
    return isHost ? Optional.of(new Address(text, NO_PORT)) : Optional.empty();
  }

  /** Whether there is a port, if only 0. */
  public boolean hasPort() {
    return port != NO_PORT;
  }

  private static boolean isHost(String host, boolean bracketed) {
    return host.indexOf(':') >= 0
        ? bracketed && host.matches("[0-9A-Fa-f:.]+(%[\\w.-]+)?")
        : !bracketed && host.matches("[\\w.-]*");
  }

  private static boolean isPort(String port) {
    return port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65535;
  }

  /** The address of a socket, as a user would write it: that of IPv6 in its shortest form. */
  public static Address of(InetSocketAddress socket) {
    return new Address(
        socket.isUnresolved() ? socket.getHostString() : shortest(socket.getAddress()),
        socket.getPort());
  }

  private static String shortest(InetAddress address) {
    String said = address.getHostAddress();
    int scope = said.indexOf('%');
    return NetUtil.toAddressString(address) + (scope < 0 ? "" : said.substring(scope));
  }

  /**
   * Returns where a socket listens that was asked to listen here, with the port that it got. The
   * address {@code 0.0.0.0} stays as it was written, although a socket for it says {@code ::}.
   */
  public Address at(InetSocketAddress socket) {
    boolean written = !host.isEmpty() && host.indexOf(':') < 0;
    return written && socket.getAddress().isAnyLocalAddress()
        ? new Address(host, socket.getPort())
        : of(socket);
  }

  /** {@code host:port}, an IPv6 address in brackets; only the host if there is no port. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + (hasPort() ? ":" + port : "");
  }
}
