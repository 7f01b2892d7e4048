package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.engine.listen.ListenException;
import io.galopin.live.ChangeFailed;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * That nobody can listen at an address, in words that begin as Toxiproxy's do, which are those of
 * Go. Clients compare them.
 */
final class ListenErrors {

  private static final String IN_USE = "address already in use";
  private static final String DENIED = "permission denied";
  private static final String NOT_OURS = "cannot assign requested address";
  private static final String STARVED = "too many open files";

  private ListenErrors() {}

  /** The name of a listen address is not known, or not in time. */
  static String lookup(String host, String why) {
    return "listen tcp: lookup " + host + ": " + why;
  }

  /** What the engine could not do, about addresses or besides. */
  static Refusal of(ChangeFailed failed) {
    if (failed.reason().getCause() instanceof OptionException) {
      return ToxiproxyErrors.badBody(String.valueOf(failed.getMessage()));
    }
    return failed.reason() instanceof ListenException listen
        ? of(listen)
        : new Refusal(500, String.valueOf(failed.getMessage()));
  }

  private static Refusal of(ListenException failure) {
    StringBuilder sentence =
        new StringBuilder(
            failure
                .socket()
                .map(socket -> listen(text(failure, socket), failure.reason()))
                .orElseGet(
                    () ->
                        lookup(failure.address().host(), "no such host")
                            + " (expected: an address of this machine, or a name of it)"));
    if (!failure.proxy().isEmpty()) {
      sentence.append(" at proxy ").append(failure.proxy());
    }
    failure.consequences().forEach(lost -> sentence.append("; ").append(lost));
    return new Refusal(500, sentence.toString());
  }

  /** What the system says when nobody can listen at an address, in Go's words. */
  static String listen(String address, String said) {
    // Java on Windows says "Address already in use: bind".
    String reason = said.replaceFirst(": bind$", "").toLowerCase(Locale.ROOT);
    String call = reason.equals(STARVED) ? "socket" : "bind";
    return "listen tcp " + address + ": " + call + ": " + reason + wayOut(reason);
  }

  /** With the address that a name means; all addresses are none if they were written so. */
  private static String text(ListenException failure, InetSocketAddress socket) {
    return failure.address().host().isEmpty()
        ? ":" + socket.getPort()
        : socket.getAddress().isAnyLocalAddress()
            ? failure.address().toString()
            : NetUtil.toSocketAddressString(socket);
  }

  /** Nothing more than Toxiproxy says where an address is in use: clients compare all of that. */
  private static String wayOut(String reason) {
    return switch (reason) {
      case IN_USE -> "";
      case DENIED -> " (expected: a port from 1024, or the right to listen on lower ones)";
      case NOT_OURS -> " (expected: an address of this machine)";
      case STARVED -> " (expected: a higher limit, see ulimit -n)";
      default -> " (expected: an address and a port on which this machine can listen)";
    };
  }
}
