package io.galopin.engine.exchange;

/**
 * What those who deal with the bytes and exchanges of a connection may do to it as a whole. Used on
 * its event loop only.
 */
public interface Controls {

  /** Closes both sides so that what was written arrives, also what toxics hold back. */
  void closeOrderly();

  /** Resets both sides when what was written has arrived, also what toxics hold back. */
  void resetOrderly();

  /**
   * Closes both sides so that what was written to the sockets arrives, also where the backend's is
   * still to come.
   */
  void closeSides();

  /** Resets both sides at once. */
  void reset();

  /** What the client still sends is discarded, and so is what waits. */
  void stopRequests();

  /** What the client still sends is discarded; what came before goes on. */
  void ignoreRequests();

  /** What the backend still sends is discarded. */
  void stopReplies();

  /** The backend gets nothing more, and nobody waits for it. */
  void deafenBackend();

  /** Nobody answers any more: what the client still sends is discarded until it ends its side. */
  void hang();

  /** Gives the platform what was written. */
  void flush();

  /** Something that was held back has gone on: there may be room for more. */
  void relieved();

  /** Whether what goes to the client does not pile up on its way. */
  boolean clientTakes();

  /** Runs what calls a plugin: what it throws ends this connection and no other. */
  void guard(Runnable action);
}
