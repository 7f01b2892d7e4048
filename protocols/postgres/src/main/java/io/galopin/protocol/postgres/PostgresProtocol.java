package io.galopin.protocol.postgres;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.api.TlsUpgrade;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL at one proxy.
 *
 * @param limits the largest sizes
 * @param tls what becomes of a client's wish for encryption
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record PostgresProtocol(Limits limits, Tls tls, int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new PostgresSession(limits, tls, pairing);
  }

  @Override
  public List<String> edits() {
    return tls == Tls.REFUSE
        ? List.of("tells clients that the server does not encrypt")
        : List.of();
  }

  @Override
  public Set<TlsUpgrade> tlsUpgrades() {
    return Set.of(TlsUpgrade.AGREED, TlsUpgrade.ANSWERED);
  }

  /** What servers choose since 17, and require if TLS begins at once. */
  @Override
  public List<String> alpn() {
    return List.of("postgresql");
  }

  /** No: foreign bytes make a client lose its place in the stream, which no failing server does. */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }
}
