package io.galopin.control;

import io.galopin.tls.ClientCertificate;
import io.galopin.tls.ClientSide;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How to serve the control API, and facts about the run that the engine does not know. Immutable.
 *
 * @param host where to listen, as a user writes it; empty for all addresses of this machine
 * @param port 0 for any free one
 * @param token what clients must send as {@code Authorization: Bearer …}, if anything
 * @param version Galopin's own version
 * @param mainProxy the proxy of the command line, which calls without a proxy's name are about
 * @param metrics returns the metrics as Prometheus' text for {@code GET /metrics}, a call that does
 *     not exist without it; called on a worker thread
 * @param impairMax when changes end that somebody has signed and that have no end of their own
 * @param tls how it speaks TLS; empty for plain text
 */
public record ControlSettings(
    String host,
    int port,
    Optional<String> token,
    String version,
    Optional<String> mainProxy,
    Optional<Supplier<String>> metrics,
    Optional<Duration> impairMax,
    Optional<ClientSide> tls) {

  /** Describes what {@link #isToken} accepts. */
  public static final String TOKEN_FORM =
      "1 to 1000 characters of ASCII, no spaces and no control characters";

  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1000}");

  /** Whether clients can send this as a token: it fits into a header, and stays unchanged there. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  public ControlSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    if (token.filter(text -> !isToken(text)).isPresent()) {
      throw new IllegalArgumentException("token: not valid (expected: " + TOKEN_FORM + ")");
    }
  }

  /** Creates settings with which changes have an end only if they say so. */
  public ControlSettings(
      String host,
      int port,
      Optional<String> token,
      String version,
      Optional<String> mainProxy,
      Optional<Supplier<String>> metrics) {
    this(host, port, token, version, mainProxy, metrics, Optional.empty());
  }

  /** Creates settings without TLS. */
  public ControlSettings(
      String host,
      int port,
      Optional<String> token,
      String version,
      Optional<String> mainProxy,
      Optional<Supplier<String>> metrics,
      Optional<Duration> impairMax) {
    this(host, port, token, version, mainProxy, metrics, impairMax, Optional.empty());
  }

  /** Returns the same settings with TLS. */
  public ControlSettings withTls(Optional<ClientSide> speaking) {
    return new ControlSettings(host, port, token, version, mainProxy, metrics, impairMax, speaking);
  }

  /** Whether not everybody who can reach it may call it: there is a token, or a certificate. */
  boolean knowsCallers() {
    return token.isPresent()
        || tls.filter(it -> it.settings().clients() == ClientCertificate.REQUIRED).isPresent();
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "control API on " + host + ":" + port + (token.isPresent() ? " with a token" : "");
  }
}
