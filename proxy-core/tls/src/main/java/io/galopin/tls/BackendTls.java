package io.galopin.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * TLS toward the backend, as configured. Nothing is read or checked before {@link Tls#toward}.
 *
 * @param verify whether the backend's certificate and name are checked
 * @param trust who may have signed it; if empty, the authorities of the Java runtime
 * @param keys Galopin's own certificate, if the backend asks for one; never {@link Keys.Auto}
 * @param serverName sent and checked in place of the host of the upstream
 * @param versions those that are spoken: {@code 1.2}, {@code 1.3}; if empty, both
 * @param ciphers names of cipher suites, best first; if empty, those of the provider
 * @param begin when TLS begins
 * @param handshakeTimeout how long the handshake may take; if empty, what is left of the time for
 *     connecting
 */
public record BackendTls(
    boolean verify,
    Optional<Trust> trust,
    Optional<Keys> keys,
    Optional<String> serverName,
    List<String> versions,
    List<String> ciphers,
    Begin begin,
    Optional<Duration> handshakeTimeout) {

  /** Everything is checked, against the authorities of the Java runtime. */
  public static final BackendTls DEFAULT =
      new BackendTls(
          true, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

  public BackendTls {
    versions = List.copyOf(versions);
    ciphers = List.copyOf(ciphers);
  }

  /** TLS that begins where the protocol says so, in the time for connecting. */
  public BackendTls(
      boolean verify,
      Optional<Trust> trust,
      Optional<Keys> keys,
      Optional<String> serverName,
      List<String> versions,
      List<String> ciphers) {
    this(verify, trust, keys, serverName, versions, ciphers, Begin.BY_PROTOCOL, Optional.empty());
  }

  /** Returns the same with another beginning. */
  public BackendTls withBegin(Begin changed) {
    return new BackendTls(
        verify, trust, keys, serverName, versions, ciphers, changed, handshakeTimeout);
  }

  /** Returns the same with another time limit; empty for what is left of that for connecting. */
  public BackendTls withHandshakeTimeout(Optional<Duration> changed) {
    return new BackendTls(verify, trust, keys, serverName, versions, ciphers, begin, changed);
  }
}
