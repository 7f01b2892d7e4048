package io.galopin.engine.connection;

import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.toxic.ToxicChain;

/**
 * One direction of a connection, from the bytes that are read to the socket: the link that cuts
 * them, the queue of held bytes, and the toxics after that. Used only on the connection's event
 * loop.
 */
record Way(Link link, Path path) {

  HoldQueue holds() {
    return path.holds();
  }

  ToxicChain toxics() {
    return path.toxics();
  }

  /** Whether something waits only for room. */
  boolean stalled() {
    return toxics().stalled() || holds().stalled() || link.paused();
  }

  /** Whether a delay or a toxic holds something back. */
  boolean holdsBack() {
    return !holds().isEmpty() || toxics().pinned() > 0;
  }

  /** Whether all bytes that were read have reached the toxics. */
  boolean isAtRest() {
    return holds().isEmpty() && link.atRest();
  }

  /** Called when there may be room for waiting bytes. */
  void resume() {
    toxics().resume();
    holds().resume();
  }

  /** Discards bytes that wait before the toxics and everything that arrives from now on. */
  void close() {
    link.discard();
    holds().close();
  }
}
