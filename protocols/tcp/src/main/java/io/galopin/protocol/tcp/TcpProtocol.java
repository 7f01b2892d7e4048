package io.galopin.protocol.tcp;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;

/**
 * Raw TCP at one proxy.
 *
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record TcpProtocol(int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new TcpSession(pairing);
  }

  @Override
  public boolean optional() {
    return true;
  }
}
