package io.galopin.engine.connection;

import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;

/**
 * The ways in which a connection ends, and what is let go of then. Used on the connection's event
 * loop only. Each may be called at any time; what has been done is not done again.
 */
final class Ending {

  private final Lifecycle life;
  private final ProxyMeter meter;
  private final Wires wires;
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
      ProxyMeter meter,
      Wires wires,
      LinkToxics toxics,
      Uplink uplink,
      Runnable letGo,
      Runnable gone) {
    this.life = life;
    this.meter = meter;
    this.wires = wires;
    this.toxics = toxics;
    this.uplink = uplink;
    this.letGo = letGo;
    this.gone = gone;
  }

  /** All of the requests has been passed on. */
  void requestsPassed() {
    wires.requests().link().endOutput();
    if (life.requestsEnded()) {
      end(Farewell.How.CLOSE);
    } else {
      wires.replies().link().otherEnded();
    }
    endIfSilent();
  }

  /** Where there is no backend, its side ends when the client's has, as a backend's would. */
  void endIfSilent() {
    if (life.isSilent()) {
      wires.replies().link().end();
    }
  }

  /** All of the replies has been passed on. A client that hangs is not told. */
  void repliesPassed(Interventions interventions) {
    if (interventions.hung()) {
      return;
    }
    wires.replies().link().endOutput();
    if (life.repliesEnded()) {
      end(Farewell.How.CLOSE);
    } else {
      wires.requests().link().otherEnded();
    }
  }

  /** Ends both sides when what was written has arrived, also what toxics hold back. */
  void end(Farewell.How how) {
    if (letGo()) {
      wires.requests().toxics().mark(() -> wires.replies().toxics().mark(() -> leave(how)));
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
      wires.client().leave(how);
      wires.backend().leave(how);
      if (!wires.backend().owes()) {
        cancelDial();
      }
    }
  }

  /** Resets both sides. */
  void reset() {
    letGo();
    if (life.leave()) {
      toxics.close();
      wires.client().reset();
      wires.backend().reset();
      cancelDial();
    }
  }

  /** Closes both sides at once, also where they are closing in an orderly way. */
  void drop() {
    letGo();
    if (life.leave()) {
      toxics.close();
    }
    wires.client().close();
    wires.backend().close();
    cancelDial();
  }

  /** Lets go of the exchanges: nothing new begins. False if that has been done. */
  private boolean letGo() {
    if (!life.letGo()) {
      return false;
    }
    wires.requests().close();
    wires.replies().close();
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
    if (!life.isClosing() && (side == wires.client() || !anotherOpen)) {
      drop();
    }
    endIfGone();
  }

  /** Tells, once, that nothing is left, if that is so. */
  void endIfGone() {
    if (life.isGone()) {
      uplink.release();
      meter.closed();
      gone.run();
    }
  }
}
