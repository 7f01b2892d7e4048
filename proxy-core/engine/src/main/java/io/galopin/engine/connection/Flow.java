package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;

/**
 * How the bytes of a connection get on: what was held back goes on when there is room, and who
 * sends too much has to wait. Used on the connection's event loop only.
 */
final class Flow {

  private final ConnectionFacts facts;
  private final Lifecycle life;
  private final Wires wires;

  Flow(ConnectionFacts facts, Lifecycle life, Wires wires) {
    this.facts = facts;
    this.life = life;
    this.wires = wires;
  }

  /** Gives the platform what was written. */
  void flush() {
    wires.client().flush();
    wires.backend().flush();
  }

  /** Something that was held back has gone on. */
  void relieved() {
    wires.requests().resume();
    wires.replies().resume();
    otherMoved();
    flush();
    adjustReading();
  }

  /** What could not be decided on one way may be decidable now that the other has moved. */
  void otherMoved() {
    wires.requests().link().otherMoved();
    wires.replies().link().otherMoved();
  }

  /** Reads on where there is room, and lets the others wait. */
  void adjustReading() {
    if (life.isLive()) {
      wires.requests().link().adjustReading();
      wires.replies().link().adjustReading();
    }
  }

  /** Whether something waits for nothing but room. */
  boolean stalled() {
    return wires.requests().stalled() || wires.replies().stalled();
  }

  /** Whether a fault holds something back. */
  boolean holdsBack() {
    return wires.requests().holdsBack() || wires.replies().holdsBack();
  }

  /** Whether all that was read has gone as far as its toxics. */
  boolean isAtRest() {
    return wires.requests().isAtRest() && wires.replies().isAtRest();
  }

  /** Whether what goes to the client does not pile up on its way. */
  boolean clientTakes() {
    return wires.client().writable()
        && facts.memory().allowsMore(wires.replies().toxics().pinned());
  }
}
