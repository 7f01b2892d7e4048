package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;

/**
 * Controls the flow of a connection: held bytes go on when there is room, and a sender that is too
 * fast must wait. Used only on the connection's event loop.
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

  /** Flushes what was written. */
  void flush() {
    wires.client().flush();
    wires.backend().flush();
  }

  /** Called when held bytes have gone on. */
  void relieved() {
    wires.requests().resume();
    wires.replies().resume();
    otherMoved();
    flush();
    adjustReading();
  }

  /**
   * Retries bytes that one direction could not decide until the other moved, as long as one moves.
   */
  void otherMoved() {
    boolean again = true;
    while (again) {
      wires.requests().link().otherMoved();
      again = wires.replies().link().otherMoved();
    }
  }

  /** Reads on from sides for which there is room; the others wait. */
  void adjustReading() {
    if (life.isLive()) {
      wires.requests().link().adjustReading();
      wires.replies().link().adjustReading();
    }
  }

  /** Whether something waits only for room. */
  boolean stalled() {
    return wires.requests().stalled() || wires.replies().stalled();
  }

  /** Whether a delay or a toxic holds something back. */
  boolean holdsBack() {
    return wires.requests().holdsBack() || wires.replies().holdsBack();
  }

  /** Whether all bytes that were read have reached the toxics. */
  boolean isAtRest() {
    return wires.requests().isAtRest() && wires.replies().isAtRest();
  }

  /** Whether the client reads fast enough that bytes for it do not pile up. */
  boolean clientTakes() {
    return wires.client().writable()
        && facts.memory().allowsMore(wires.replies().toxics().pinned());
  }
}
