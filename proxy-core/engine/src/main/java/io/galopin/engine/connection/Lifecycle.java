package io.galopin.engine.connection;

/**
 * The state of a connection from its accept until nothing of it is left. It knows no sockets: its
 * methods are called for socket events and return what follows. Used only on the connection's event
 * loop.
 *
 * <pre>
 *              ┌──────────── LIVE ────────────┐
 *   accepted ─►│ NOT_ASKED                    │  rules decide about the opening first, if the
 *              │      ▼                       │  backend is to greet
 *              │ CONNECTING ─► OPEN           │  either side may be half-closed; without
 *              │      └──────► ALONE ◄── OPEN │  a backend the client gets answers all the same
 *              └──────────────┬───────────────┘
 *                 letGo()     │  both directions ended, a fault, a failure, the proxy's end
 *                          ENDING    no new exchange; what was written passes the toxics
 *                 leave()     │  the toxics have let go of it, or it is not to be waited for
 *                         CLOSING    each socket delivers what it has, or is reset
 *                 isGone()    │  no socket is open and none is on its way
 *                           GONE
 * </pre>
 */
final class Lifecycle {

  private enum Phase {
    LIVE,
    ENDING,
    CLOSING,
    GONE
  }

  private enum Backend {
    NOT_ASKED,
    CONNECTING,
    OPEN,
    ALONE
  }

  private Phase phase = Phase.LIVE;
  private Backend backend = Backend.NOT_ASKED;
  private int openSockets = 1;
  private boolean requestsEnded;
  private boolean repliesEnded;

  /** Whether exchanges may still begin and bytes may arrive. */
  boolean isLive() {
    return phase == Phase.LIVE;
  }

  /** Whether its sockets are closing or closed. */
  boolean isClosing() {
    return phase == Phase.CLOSING || phase == Phase.GONE;
  }

  /** Starts to wait for a socket to the backend. Returns false if none is needed any more. */
  boolean connecting() {
    if (phase != Phase.LIVE) {
      return false;
    }
    backend = Backend.CONNECTING;
    return true;
  }

  /**
   * Called when there is a socket to the backend. Returns false if the connection no longer waits
   * for it.
   */
  boolean connected() {
    return decided(Backend.OPEN, 1);
  }

  /**
   * Called when there will be no socket to the backend. Returns false if the connection no longer
   * waits for it.
   */
  boolean notConnected() {
    return decided(Backend.ALONE, 0);
  }

  /**
   * Called when a socket to the backend is of no use. Returns false if the connection does not need
   * it any more.
   */
  boolean lost() {
    if (phase != Phase.LIVE || backend != Backend.OPEN) {
      return false;
    }
    backend = Backend.ALONE;
    return true;
  }

  /** Whether there is no backend, and will be none. */
  boolean isAlone() {
    return backend == Backend.ALONE;
  }

  private boolean decided(Backend result, int sockets) {
    if (backend != Backend.CONNECTING) {
      return false;
    }
    backend = result;
    openSockets += sockets;
    return true;
  }

  /** Called when all requests have been passed on. Returns true if all replies have been, too. */
  boolean requestsEnded() {
    requestsEnded = true;
    return repliesEnded;
  }

  /** Called when all replies have been passed on. Returns true if all requests have been, too. */
  boolean repliesEnded() {
    repliesEnded = true;
    return requestsEnded;
  }

  /** Whether no more bytes will arrive: there is no backend, and the client has ended. */
  boolean isSilent() {
    return phase == Phase.LIVE && backend == Backend.ALONE && requestsEnded && !repliesEnded;
  }

  /** Prevents new exchanges. Returns false if that was already done. */
  boolean letGo() {
    if (phase != Phase.LIVE) {
      return false;
    }
    phase = Phase.ENDING;
    return true;
  }

  /** Starts to end the sockets. Returns false if that was already done. */
  boolean leave() {
    if (isClosing()) {
      return false;
    }
    phase = Phase.CLOSING;
    return true;
  }

  /** Called when a socket is closed. Returns whether another one is open. */
  boolean socketClosed() {
    return --openSockets > 0;
  }

  /** Whether nothing of it is left; returns true only once. */
  boolean isGone() {
    if (openSockets > 0 || backend == Backend.CONNECTING || phase == Phase.GONE) {
      return false;
    }
    phase = Phase.GONE;
    return true;
  }
}
