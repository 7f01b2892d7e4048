package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What a protocol knows of one connection. Used only on that connection's event loop.
 *
 * <p>The engine passes in the bytes of each direction as they arrive. The session classifies them
 * piece by piece, and the engine forwards exactly those bytes. After {@link Cut#more()}, the engine
 * passes the same bytes again, together with those that arrived since.
 *
 * <p>A call that throws or returns an invalid answer resets the connection, because message
 * boundaries are then unknown. Only {@link #close} is exempt. The engine names the protocol in the
 * log and in the journal.
 *
 * <p>Sessions of some protocols implement further interfaces for optional capabilities: {@link
 * Attributing}, {@link Labeling}, {@link TroubleTelling}, {@link Rewriting}, {@link Substituting},
 * {@link Probing}, {@link Greeted}, {@link Noticing}, {@link Withholding}. The engine checks for
 * them once, after the session has been opened.
 */
public interface Session {

  /**
   * Determines what the readable bytes from the client begin with.
   *
   * @param in lent for this call, at least one byte readable; its indices are not moved
   * @return any cut except {@link Cut#nothing}, {@link Cut#reply}, {@link Cut#unanswered}, and
   *     {@link Cut#notice}
   */
  Cut cutRequest(ByteBuf in);

  /**
   * Determines what the readable bytes from the backend begin with, like {@link #cutRequest}.
   *
   * @return any cut except {@link Cut#nothing}, {@link Cut#request}, and {@link Cut#answered}
   */
  Cut cutReply(ByteBuf in);

  /**
   * Called when the client has ended its side.
   *
   * @param rest the bytes that {@link #cutRequest} has not classified yet; may be empty
   * @return {@link Cut#pass}, {@link Cut#refuse} or, if everything is in order, {@link Cut#nothing}
   */
  default Cut endRequests(ByteBuf rest) {
    return rest.isReadable() ? Cut.pass(rest.readableBytes()) : Cut.nothing();
  }

  /** Called when the backend has ended its side, like {@link #endRequests}. */
  default Cut endReplies(ByteBuf rest) {
    return rest.isReadable() ? Cut.pass(rest.readableBytes()) : Cut.nothing();
  }

  /** Renders a failure in place of the reply to {@code exchange}. */
  Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator);

  /** Called when the connection has ended. Releases what this session retained. */
  default void close() {}
}
