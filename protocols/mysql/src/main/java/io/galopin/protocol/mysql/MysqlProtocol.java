package io.galopin.protocol.mysql;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.api.TlsUpgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * MySQL's protocol at one proxy.
 *
 * @param limits the largest sizes of messages
 * @param compression whether clients may compress
 * @param tls whether clients may encrypt
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record MysqlProtocol(Limits limits, boolean compression, boolean tls, int readBytes)
    implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new MysqlSession(this, pairing);
  }

  /**
   * Only with the backend: the client's login would have another sequence number than the server
   * expects.
   */
  @Override
  public Set<TlsUpgrade> tlsUpgrades() {
    return Set.of(TlsUpgrade.AGREED);
  }

  /** The capabilities of servers that clients do not see. */
  long hidden() {
    return (compression ? 0 : Capabilities.ANY_COMPRESSION) | (tls ? 0 : Capabilities.TLS);
  }

  /**
   * No: foreign bytes make a client lose its place in the stream, which no failing backend does.
   */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }

  @Override
  public List<String> edits() {
    List<String> edits = new ArrayList<>();
    if (!compression) {
      edits.add("the greeting does not offer compression");
    }
    if (!tls) {
      edits.add("the greeting does not offer TLS");
    }
    edits.add("redirect_url is left out of what the server says about the session");
    return List.copyOf(edits);
  }
}
