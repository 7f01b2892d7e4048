package io.galopin.engine.exchange;

import io.galopin.engine.socket.LastWords;

/**
 * What code that handles the bytes and exchanges of a connection may do to the whole connection.
 * Used only on its event loop.
 */
public interface Controls {

  /** Closes both sides so that bytes that were written arrive, including those that toxics hold. */
  void closeOrderly();

  /**
   * Resets both sides after bytes that were written have arrived, including those that toxics hold.
   */
  void resetOrderly();

  /**
   * Closes both sides so that bytes that were written to the sockets arrive, even if the backend's
   * socket does not exist yet.
   */
  void closeSides();

  /** Resets both sides at once. */
  void reset();

  /** Discards waiting bytes and everything that the client still sends. */
  void stopRequests();

  /** Discards everything that the client still sends; earlier bytes go on. */
  void ignoreRequests();

  /** Discards everything that the backend still sends. */
  void stopReplies();

  /** Sends the backend nothing more and stops waiting for it. */
  void deafenBackend();

  /**
   * Makes the backend's side end with a reset, whenever both sides are closed in order: it has a
   * part of a request, and must not take that for the whole.
   */
  void leaveUnfinished();

  /**
   * Sets what the client gets when its TLS with this proxy ends, in place of a proper end. Without
   * TLS, nothing of it.
   */
  void lastWords(LastWords words);

  /** Whether the client has ended its side. */
  boolean clientEnded();

  /** Flushes what was written. */
  void flush();

  /** Called when held bytes have gone on: there may be room for more. */
  void relieved();

  /** Whether the client reads fast enough that bytes for it do not pile up. */
  boolean clientTakes();

  /** Runs code that calls a plugin; an exception ends only this connection. */
  void guard(Runnable action);
}
