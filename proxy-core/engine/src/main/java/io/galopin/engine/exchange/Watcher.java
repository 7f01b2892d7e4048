package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/**
 * Handles the pieces into which the bytes of a link are cut. The link asks {@link #cut} what comes
 * next, tells {@link #come} of it, and asks {@link #passes}; then it either forwards the piece and
 * says so, or calls {@link #take}.
 */
public interface Watcher {

  /** Asks the protocol what {@code in} begins with. */
  Cut cut(ByteBuf in);

  /** Asks the protocol what happens to {@code rest} now that the direction has ended. */
  Cut end(ByteBuf rest);

  /**
   * Called when a piece arrives. A head begins an exchange or its reply, about which rules are
   * asked. Called once per piece, in order.
   *
   * @param in begins with the piece; lent
   */
  void come(Cut cut, ByteBuf in);

  /** Whether the current piece can be forwarded unchanged now. */
  boolean passes(Cut cut);

  /** Called when the current piece is forwarded unchanged. */
  void passed(Cut cut);

  /** Called when the pieces that are forwarded unchanged have been written. */
  void wrote();

  /**
   * Handles a piece that is not forwarded unchanged.
   *
   * @param piece ownership passes to this method
   */
  void take(Cut cut, ByteBuf piece);

  /** Called when a layer has handed over with the current piece, which has been handled. */
  void handOver();

  /** Called when the oldest request at the backend will get no reply. */
  void unanswered();

  /** Returns the memory pinned by waiting pieces, in bytes. */
  long pinned();

  /** Whether no more pieces are accepted until waiting ones have gone on. */
  boolean full();

  /** Handles bytes that the protocol refuses. */
  void refuse(Cut cut);
}
