package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/**
 * What happens to the pieces into which the bytes of a link are cut. The link asks {@link #cut}
 * what comes next, tells {@link #come} of it, and asks {@link #passes}; then it either forwards the
 * piece and says so, or calls {@link #take}.
 */
public interface Watcher {

  /** Asks the protocol what {@code in} begins with. */
  Cut cut(ByteBuf in);

  /** Asks the protocol what becomes of {@code rest} now that the direction has ended. */
  Cut end(ByteBuf rest);

  /**
   * A piece comes: a head begins an exchange or its reply, about which rules are asked. Called once
   * per piece, in order.
   *
   * @param in begins with the piece; lent
   */
  void come(Cut cut, ByteBuf in);

  /** Whether the piece that has come simply goes on, now. */
  boolean passes(Cut cut);

  /** The piece that has come simply goes on. */
  void passed(Cut cut);

  /**
   * Deals with a piece that does not simply go on.
   *
   * @param piece handed over
   */
  void take(Cut cut, ByteBuf piece);

  /** No reply will come to the oldest request at the backend. */
  void unanswered();

  /** The memory that is pinned by what has come and waits, in bytes. */
  long pinned();

  /** Whether nothing more is wanted before something that waits has gone on. */
  boolean full();

  /** Deals with bytes that the protocol refuses. */
  void refuse(Cut cut);
}
