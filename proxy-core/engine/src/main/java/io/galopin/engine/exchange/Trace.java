package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import io.netty.buffer.ByteBuf;

/**
 * Follows one exchange for those who are told of it when it is over. Each method is called when
 * something happens, not when it is decided. Used only on the connection's event loop.
 */
interface Trace {

  /** Follows nothing. */
  Trace NONE = new Trace() {};

  /** Whether it follows an exchange. */
  default boolean isLive() {
    return false;
  }

  /**
   * Called when the head of the request has arrived and the rules have been asked.
   *
   * @param in begins with the head; lent
   * @param length of the head
   */
  default void requested(ByteBuf in, int length) {}

  /**
   * Called when a piece of the request has arrived.
   *
   * @param head whether it is the head, with which the trace began
   */
  default void requestCame(int bytes, boolean head) {}

  /**
   * Called when a piece of the request, or what the backend gets in its place, was written.
   *
   * @param backend where it was written
   */
  default void requestGone(Outlet backend) {}

  /**
   * Called when the head of a final reply has arrived.
   *
   * @param in begins with the head; lent
   * @param length of the head
   */
  default void replied(Reply reply, ByteBuf in, int length) {}

  /** Called when a further piece of the final reply has arrived. */
  default void replyCame() {}

  /**
   * Called when a piece of a reply was written.
   *
   * @param client where it was written
   * @param interim whether it is an interim reply
   */
  default void replyGone(int bytes, Outlet client, boolean interim) {}

  /** Called when it is decided that the client gets an answer of the proxy. */
  default void answers() {}

  /**
   * Called when an answer of the proxy was written. That is the end.
   *
   * @param bytes how long the answer is
   * @param client where it was written
   */
  default void answered(Rendering answer, int bytes, Outlet client) {}

  /**
   * Called when a behavior has done something to the exchange, and the journal says so.
   *
   * @param rule its name; empty for a plain mix
   */
  default void did(String rule, String behavior, String what) {}

  /** Called when notices are to follow the reply: so many. The trace waits for them. */
  default void awaitsNotices(int count) {}

  /** Called when a notice was sent, or will not be sent. */
  default void noticed() {}

  /**
   * Called when nothing more is written to {@code last} for the exchange. Only the first call
   * counts.
   */
  default void ends(FinishedExchange.How how, Outlet last) {}
}
