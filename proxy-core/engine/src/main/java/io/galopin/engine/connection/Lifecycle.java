package io.galopin.engine.connection;

/**
 * Where a connection is between its accept and the moment at which nothing of it is left. It knows
 * no sockets: it is told what happens to them, and says what follows. Used on the connection's
 * event loop only.
 *
 * <pre>
 *              ┌──────────── LIVE ────────────┐
 *   accepted ─►│ CONNECTING ─► OPEN           │  either side may be half-closed; without
 *              │      └──────► ALONE          │  a backend the client gets answers all the same
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

  /** Whether exchanges may still begin and bytes come. */
  boolean isLive() {
    return phase == Phase.LIVE;
  }

  /** Whether its sockets are being closed, or are. */
  boolean isClosing() {
    return phase == Phase.CLOSING || phase == Phase.GONE;
  }

  /** Begins to wait for a socket to the backend. */
  void connecting() {
    backend = Backend.CONNECTING;
  }

  /** There is a socket to the backend. False if nobody waits for it any more: it is not wanted. */
  boolean connected() {
    return decided(Backend.OPEN, 1);
  }

  /** There will be no socket to the backend. False if nobody waits for it any more. */
  boolean notConnected() {
    return decided(Backend.ALONE, 0);
  }

  private boolean decided(Backend result, int sockets) {
    if (backend != Backend.CONNECTING) {
      return false;
    }
    backend = result;
    openSockets += sockets;
    return true;
  }

  /** All of the requests has been passed on. True if that was so of the replies. */
  boolean requestsEnded() {
    requestsEnded = true;
    return repliesEnded;
  }

  /** All of the replies has been passed on. True if that was so of the requests. */
  boolean repliesEnded() {
    repliesEnded = true;
    return requestsEnded;
  }

  /** Whether nobody will say anything more: there is no backend, and the client has ended. */
  boolean isSilent() {
    return phase == Phase.LIVE && backend == Backend.ALONE && requestsEnded && !repliesEnded;
  }

  /** Nothing new begins from now on. False if that is so already. */
  boolean letGo() {
    if (phase != Phase.LIVE) {
      return false;
    }
    phase = Phase.ENDING;
    return true;
  }

  /** The sockets end from now on. False if they do so already. */
  boolean leave() {
    if (isClosing()) {
      return false;
    }
    phase = Phase.CLOSING;
    return true;
  }

  /** A socket is closed. Returns whether another one is open. */
  boolean socketClosed() {
    return --openSockets > 0;
  }

  /** Whether nothing of it is left, which is true once. */
  boolean isGone() {
    if (openSockets > 0 || backend == Backend.CONNECTING || phase == Phase.GONE) {
      return false;
    }
    phase = Phase.GONE;
    return true;
  }
}
