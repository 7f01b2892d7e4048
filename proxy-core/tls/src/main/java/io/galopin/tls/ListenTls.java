package io.galopin.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * TLS at the client's side of a proxy, as configured. Nothing is read or checked before {@link
 * Tls#at}.
 *
 * @param keys what is shown to clients
 * @param clients whether clients are to show a certificate
 * @param clientTrust who may have signed it; needed if they are to show one
 * @param versions those that are spoken: {@code 1.2}, {@code 1.3}; if empty, both
 * @param ciphers names of cipher suites, best first; if empty, those of the provider
 * @param begin when TLS begins
 * @param authority who signs what Galopin makes: certificates for {@link Keys.Auto}, and those that
 *     are wrong on purpose; never {@link Keys.Auto} itself. If empty, Galopin's own
 * @param handshakeTimeout how long a handshake with a client may take; if empty, as long as usual
 */
public record ListenTls(
    Keys keys,
    ClientCertificate clients,
    Optional<Trust> clientTrust,
    List<String> versions,
    List<String> ciphers,
    Begin begin,
    Optional<Keys> authority,
    Optional<Duration> handshakeTimeout) {

  /** Certificates of Galopin's own authority, and everything else as usual. */
  public static final ListenTls AUTO =
      new ListenTls(
          new Keys.Auto(), ClientCertificate.NONE, Optional.empty(), List.of(), List.of());

  public ListenTls {
    versions = List.copyOf(versions);
    ciphers = List.copyOf(ciphers);
  }

  /** TLS that begins where the protocol says so, in the usual time, with Galopin's authority. */
  public ListenTls(
      Keys keys,
      ClientCertificate clients,
      Optional<Trust> clientTrust,
      List<String> versions,
      List<String> ciphers) {
    this(
        keys,
        clients,
        clientTrust,
        versions,
        ciphers,
        Begin.BY_PROTOCOL,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the same with another beginning. */
  public ListenTls withBegin(Begin changed) {
    return new ListenTls(
        keys, clients, clientTrust, versions, ciphers, changed, authority, handshakeTimeout);
  }

  /** Returns the same with another authority; empty for Galopin's own. */
  public ListenTls withAuthority(Optional<Keys> changed) {
    return new ListenTls(
        keys, clients, clientTrust, versions, ciphers, begin, changed, handshakeTimeout);
  }

  /** Returns the same with another time limit; empty for the usual one. */
  public ListenTls withHandshakeTimeout(Optional<Duration> changed) {
    return new ListenTls(keys, clients, clientTrust, versions, ciphers, begin, authority, changed);
  }
}
