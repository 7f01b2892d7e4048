package io.galopin.protocol.memcache;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;

/**
 * Memcache at one proxy.
 *
 * @param limits the largest sizes of messages
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record MemcacheProtocol(Limits limits, int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new MemcacheSession(limits, pairing);
  }
}
