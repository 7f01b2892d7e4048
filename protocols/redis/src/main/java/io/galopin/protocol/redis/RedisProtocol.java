package io.galopin.protocol.redis;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;

/**
 * Redis at one proxy.
 *
 * @param limits the largest sizes of messages
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record RedisProtocol(Limits limits, int readBytes) implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new RedisSession(limits, pairing);
  }

  /**
   * No: foreign bytes make a client lose its place in the stream, which no failing backend does.
   */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }
}
