package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.socket.Side;

/**
 * How the bytes of a connection get on: what was held back goes on when there is room, and who
 * sends too much has to wait. Used on the connection's event loop only.
 */
final class Flow {

  private final ConnectionFacts facts;
  private final Lifecycle life;
  private final Side client;
  private final Side backend;
  private final Way requests;
  private final Way replies;

  Flow(
      ConnectionFacts facts, Lifecycle life, Side client, Side backend, Way requests, Way replies) {
    this.facts = facts;
    this.life = life;
    this.client = client;
    this.backend = backend;
    this.requests = requests;
    this.replies = replies;
  }

  /** Gives the platform what was written. */
  void flush() {
    client.flush();
    backend.flush();
  }

  /** Something that was held back has gone on. */
  void relieved() {
    requests.resume();
    replies.resume();
    otherMoved();
    flush();
    adjustReading();
  }

  /** What could not be decided on one way may be decidable now that the other has moved. */
  void otherMoved() {
    requests.link().otherMoved();
    replies.link().otherMoved();
  }

  /** Reads on where there is room, and lets the others wait. */
  void adjustReading() {
    if (life.isLive()) {
      requests.link().adjustReading();
      replies.link().adjustReading();
    }
  }

  /** Whether something waits for nothing but room. */
  boolean stalled() {
    return requests.stalled() || replies.stalled();
  }

  /** Whether a fault holds something back. */
  boolean holdsBack() {
    return requests.holdsBack() || replies.holdsBack();
  }

  /** Whether all that was read has gone as far as its toxics. */
  boolean isAtRest() {
    return requests.isAtRest() && replies.isAtRest();
  }

  /** Whether what goes to the client does not pile up on its way. */
  boolean clientTakes() {
    return client.writable() && facts.memory().allowsMore(replies.toxics().pinned());
  }
}
