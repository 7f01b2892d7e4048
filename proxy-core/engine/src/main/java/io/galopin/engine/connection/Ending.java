package io.galopin.engine.connection;

import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;

/**
 * Ends a connection and releases its parts. Used only on the connection's event loop. Each method
 * may be called at any time; repeated calls have no effect.
 */
final class Ending {

  private final Lifecycle life;
  private final ProxyMeter meter;
  private final Wires wires;
  private final LinkToxics toxics;
  private final Uplink uplink;
  private final Runnable letGo;
  private final Runnable gone;

  /** Whether the backend has a part of a request, and must not take it for the whole. */
  private boolean unfinished;

  /**
   * Has not ended.
   *
   * @param letGo releases everything that exchanges need
   * @param gone called when nothing of the connection is left
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

  /** Called when the backend has got a part of a request and will not get the rest. */
  void unfinished() {
    unfinished = true;
  }

  /** Called when all requests have been passed on. */
  void requestsPassed() {
    boolean last = life.requestsEnded();
    if (!unfinished) {
      endOutput(wires.requests(), last);
    }
    if (last) {
      end(Farewell.How.CLOSE);
    } else {
      wires.replies().link().otherEnded();
    }
    endIfSilent();
  }

  /** Without a backend, ends the backend's side when the client's has ended, as a backend would. */
  void endIfSilent() {
    if (life.isSilent()) {
      wires.replies().link().end();
    }
  }

  /** Called when all replies have been passed on. A hanging client does not see the end. */
  void repliesPassed(Interventions interventions) {
    if (interventions.hung() && !wires.client().isInputEnded()) {
      return;
    }
    boolean last = life.repliesEnded();
    endOutput(wires.replies(), last);
    if (last) {
      end(Farewell.How.CLOSE);
    } else {
      wires.requests().link().otherEnded();
    }
  }

  /**
   * Ends the output of a way.
   *
   * @param last whether both sides end after that; without toxics this happens at once, and the end
   *     of the socket is that of its output
   */
  private void endOutput(Way way, boolean last) {
    if (!last || wires.requests().toxics().any() || wires.replies().toxics().any()) {
      way.link().endOutput();
    }
  }

  /**
   * Ends both sides after bytes that were written have arrived, including those that toxics hold.
   */
  void end(Farewell.How how) {
    if (letGo()) {
      wires.requests().toxics().mark(() -> wires.replies().toxics().mark(() -> leave(how)));
    }
  }

  /**
   * Ends both sides after bytes that were written to the sockets have arrived, even if the
   * backend's socket does not exist yet.
   */
  void leave(Farewell.How how) {
    letGo();
    if (life.leave()) {
      toxics.close();
      wires.client().leave(how);
      wires.backend().leave(unfinished ? Farewell.How.RESET : how);
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

  /**
   * Closes both sides at once, even during an orderly close. A backend that has a part of a request
   * is reset.
   */
  void drop() {
    letGo();
    if (life.leave()) {
      toxics.close();
    }
    wires.client().close();
    if (unfinished) {
      wires.backend().reset();
    } else {
      wires.backend().close();
    }
    cancelDial();
  }

  /**
   * Called when the client has gone during an orderly end. What toxics hold for the backend, or its
   * socket has not taken, will not arrive, and the backend must not take the rest for the whole.
   */
  void clientGone() {
    if (life.isClosing()) {
      drop();
    } else {
      reset();
    }
  }

  /** Releases the exchanges; no new ones begin. Returns false if that was already done. */
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

  /** Called when the client's or the backend's socket is closed. */
  void socketClosed(Side side) {
    boolean anotherOpen = life.socketClosed();
    if (!life.isClosing() && (side == wires.client() || !anotherOpen)) {
      if (life.isLive()) {
        drop();
      } else {
        clientGone();
      }
    }
    endIfGone();
  }

  /** Reports once that nothing is left, if so. */
  void endIfGone() {
    if (life.isGone()) {
      uplink.release();
      meter.closed();
      gone.run();
    }
  }
}
