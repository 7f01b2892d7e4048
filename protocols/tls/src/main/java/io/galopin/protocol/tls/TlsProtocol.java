package io.galopin.protocol.tls;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;

/**
 * TLS at one proxy.
 *
 * @param maxHello the most bytes of a ClientHello, and of a ServerHello, with their records
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record TlsProtocol(int maxHello, int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new TlsSession(maxHello);
  }

  @Override
  public boolean isLayer() {
    return true;
  }

  @Override
  public boolean beginsTls() {
    return true;
  }
}
