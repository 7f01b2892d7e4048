package io.galopin.api;

import java.util.Optional;

/**
 * What is made wrong on purpose in a handshake of TLS that Galopin ends. Immutable.
 *
 * @param certificate what is wrong with the certificate that the client is shown
 * @param version the only version that is spoken: 1.2 or 1.3
 * @param alpn how the application protocol is chosen
 */
@Experimental
public record HandshakeChange(
    Optional<BadCertificate> certificate, Optional<String> version, Optional<Alpn> alpn) {

  /** How the application protocol is chosen (ALPN, RFC 7301). */
  public enum Alpn {
    /** None is, as by a server that does not know the extension. */
    NONE,
    /**
     * None of those that the client offers is accepted, as if the server spoke others only: the
     * handshake ends with the alert {@code no_application_protocol}. Nothing happens to clients
     * that offer none.
     */
    OTHER
  }

  /** Nothing is wrong. */
  public static final HandshakeChange NONE =
      new HandshakeChange(Optional.empty(), Optional.empty(), Optional.empty());
}
