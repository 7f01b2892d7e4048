package io.galopin.engine.tls;

import java.util.Optional;

/**
 * Where connections speak TLS. What lies between, the protocol, rules and toxics, sees plain text.
 *
 * @param client at the client's side; empty if it speaks plain text there
 * @param backend at the backend's side
 */
public record TlsEnds(Optional<ClientEnd> client, Optional<BackendEnd> backend) {

  /** TLS at neither side. It passes through if clients and backends speak it. */
  public static final TlsEnds NONE = new TlsEnds(Optional.empty(), Optional.empty());
}
