package io.galopin.protocol.redis;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;

/**
 * Redis at one proxy.
 *
 * @param limits what messages may measure
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record RedisProtocol(Limits limits, int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new RedisSession(limits, pairing);
  }

  /** A client that meets foreign bytes loses its place in the stream, which no backend causes. */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }
}
