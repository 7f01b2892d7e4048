package io.galopin.tls;

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
 */
public record ListenTls(
    Keys keys,
    ClientCertificate clients,
    Optional<Trust> clientTrust,
    List<String> versions,
    List<String> ciphers,
    Begin begin) {

  /** Certificates of Galopin's own authority, and everything else as usual. */
  public static final ListenTls AUTO =
      new ListenTls(
          new Keys.Auto(), ClientCertificate.NONE, Optional.empty(), List.of(), List.of());

  public ListenTls {
    versions = List.copyOf(versions);
    ciphers = List.copyOf(ciphers);
  }

  /** TLS that begins where the protocol says so. */
  public ListenTls(
      Keys keys,
      ClientCertificate clients,
      Optional<Trust> clientTrust,
      List<String> versions,
      List<String> ciphers) {
    this(keys, clients, clientTrust, versions, ciphers, Begin.BY_PROTOCOL);
  }

  /** Returns the same with another beginning. */
  public ListenTls withBegin(Begin changed) {
    return new ListenTls(keys, clients, clientTrust, versions, ciphers, changed);
  }
}
