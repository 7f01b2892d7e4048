package io.galopin.engine.socket;

import io.netty.buffer.ByteBuf;

/** Where the bytes of a link go: a socket, or the toxics before it. Used on one event loop only. */
public interface Outlet {

  /**
   * Takes bytes, in order.
   *
   * @param bytes handed over
   */
  void write(ByteBuf bytes);

  /** Has {@code action} run when all that was written before has gone through. */
  void mark(Runnable action);

  /** Ends the direction, after all that was written before. */
  void end();
}
