package io.galopin.engine.connection;

import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.Side;

/**
 * The ways in which a connection ends, and what is let go of then. Used on the connection's event
 * loop only. Each may be called at any time; what has been done is not done again.
 */
final class Ending {

  private final Lifecycle life;
  private final Side client;
  private final Side backend;
  private final Way requests;
  private final Way replies;
  private final LinkToxics toxics;
  private final Uplink uplink;
  private final Runnable letGo;
  private final Runnable gone;

  /**
   * Has not ended.
   *
   * @param letGo lets go of all that exchanges need
   * @param gone is run when nothing of it is left
   */
  Ending(
      Lifecycle life,
      Side client,
      Side backend,
      Way requests,
      Way replies,
      LinkToxics toxics,
      Uplink uplink,
      Runnable letGo,
      Runnable gone) {
    this.life = life;
    this.client = client;
    this.backend = backend;
    this.requests = requests;
    this.replies = replies;
    this.toxics = toxics;
    this.uplink = uplink;
    this.letGo = letGo;
    this.gone = gone;
  }

  /** Ends both sides when what was written has arrived, also what toxics hold back. */
  void end(Farewell.How how) {
    if (letGo()) {
      requests.toxics().mark(() -> replies.toxics().mark(() -> leave(how)));
    }
  }

  /**
   * Ends both sides when what was written to the sockets has arrived, also where the backend's is
   * still to come.
   */
  void leave(Farewell.How how) {
    letGo();
    if (life.leave()) {
      toxics.close();
      client.leave(how);
      backend.leave(how);
      if (!backend.owes()) {
        cancelDial();
      }
    }
  }

  /** Resets both sides. */
  void reset() {
    letGo();
    if (life.leave()) {
      toxics.close();
      client.reset();
      backend.reset();
      cancelDial();
    }
  }

  /** Closes both sides at once, also where they are closing in an orderly way. */
  void drop() {
    letGo();
    if (life.leave()) {
      toxics.close();
    }
    client.close();
    backend.close();
    cancelDial();
  }

  /** Lets go of the exchanges: nothing new begins. False if that has been done. */
  private boolean letGo() {
    if (!life.letGo()) {
      return false;
    }
    requests.close();
    replies.close();
    letGo.run();
    return true;
  }

  private void cancelDial() {
    if (life.notConnected()) {
      uplink.cancel();
      endIfGone();
    }
  }

  /** A socket is closed: the client's, or the backend's. */
  void socketClosed(Side side) {
    boolean anotherOpen = life.socketClosed();
    if (!life.isClosing() && (side == client || !anotherOpen)) {
      drop();
    }
    endIfGone();
  }

  /** Tells, once, that nothing is left, if that is so. */
  void endIfGone() {
    if (life.isGone()) {
      uplink.release();
      gone.run();
    }
  }
}
