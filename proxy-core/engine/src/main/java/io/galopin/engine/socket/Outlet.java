package io.galopin.engine.socket;

import io.netty.buffer.ByteBuf;

/** Where the bytes of a link go: a socket, or the toxics before it. Used on only one event loop. */
public interface Outlet {

  /**
   * Takes bytes, in order.
   *
   * @param bytes ownership passes to this method
   */
  void write(ByteBuf bytes);

  /** Runs {@code action} when everything that was written before has gone through. */
  void mark(Runnable action);

  /** Ends the direction after everything that was written before. */
  void end();
}
