package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.engine.listen.ListenException;
import io.galopin.live.ChangeFailed;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * Reports that a proxy cannot listen on an address. The messages begin like those of Toxiproxy,
 * which come from Go, because clients compare them.
 */
final class ListenErrors {

  private static final String IN_USE = "address already in use";
  private static final String DENIED = "permission denied";
  private static final String NOT_OURS = "cannot assign requested address";
  private static final String STARVED = "too many open files";

  private ListenErrors() {}

  /**
   * Returns the message for the name of a listen address that is not known, or was not answered in
   * time.
   */
  static String lookup(String host, String why) {
    return "listen tcp: lookup " + host + ": " + why;
  }

  /** Returns the refusal for a change that the engine could not make. */
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
                            + " (expected: an address or a name of this machine)"));
    if (!failure.proxy().isEmpty()) {
      sentence.append(" at proxy ").append(failure.proxy());
    }
    failure.consequences().forEach(lost -> sentence.append("; ").append(lost));
    return new Refusal(500, sentence.toString());
  }

  /** Returns the system's reason in Go's words. */
  static String listen(String address, String said) {
    // Java on Windows says "Address already in use: bind".
    String reason = said.replaceFirst(": bind$", "").toLowerCase(Locale.ROOT);
    String call = reason.equals(STARVED) ? "socket" : "bind";
    return "listen tcp " + address + ": " + call + ": " + reason + wayOut(reason);
  }

  /**
   * Shows the address that a name stands for. One that stands for all addresses is shown as it was
   * written.
   */
  private static String text(ListenException failure, InetSocketAddress socket) {
    return failure.address().host().isEmpty()
        ? ":" + socket.getPort()
        : socket.getAddress().isAnyLocalAddress()
            ? failure.address().toString()
            : NetUtil.toSocketAddressString(socket);
  }

  /** Adds nothing to Toxiproxy's message if an address is in use: clients compare all of it. */
  private static String wayOut(String reason) {
    return switch (reason) {
      case IN_USE -> "";
      case DENIED -> " (expected: a port from 1024, or permission to listen on lower ones)";
      case NOT_OURS -> " (expected: an address of this machine)";
      case STARVED -> " (expected: a higher limit, see ulimit -n)";
      default -> " (expected: an address and a port on which this machine can listen)";
    };
  }
}
