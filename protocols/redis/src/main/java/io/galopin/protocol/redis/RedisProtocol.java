package io.galopin.protocol.redis;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Redis at one proxy.
 *
 * @param limits the largest sizes of messages
 * @param answersMaintenance whether clients that want to be told of maintenance are answered with
 *     OK in place of the backend
 * @param pushes counts the pushes of the proxy's own on all connections
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record RedisProtocol(Limits limits, boolean answersMaintenance, AtomicLong pushes, int readBytes)
    implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new RedisSession(this, pairing);
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
    return answersMaintenance
        ? List.of("CLIENT " + Maintenance.SUBCOMMAND + " is answered with OK")
        : List.of();
  }
}
