package io.galopin.engine.connection;

import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.toxic.ToxicChain;

/**
 * One direction of a connection, from what is read to the socket: what cuts it, what faults hold
 * back of it, and the toxics behind that. Used on the connection's event loop only.
 */
record Way(Link link, HoldQueue holds, ToxicChain toxics) {

  /** Whether something of it waits for nothing but room. */
  boolean stalled() {
    return toxics.stalled() || holds.stalled() || link.paused();
  }

  /** Whether a fault holds something of it back. */
  boolean holdsBack() {
    return !holds.isEmpty() || toxics.pinned() > 0;
  }

  /** Whether all that was read has gone as far as its toxics. */
  boolean isAtRest() {
    return holds.isEmpty() && link.atRest();
  }

  /** There may be room for what could not be passed on. */
  void resume() {
    toxics.resume();
    holds.resume();
  }

  /** What comes from now on is discarded, and so is what waits before the toxics. */
  void close() {
    link.discard();
    holds.close();
  }
}
