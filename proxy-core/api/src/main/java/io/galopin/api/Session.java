package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What a protocol knows of one connection. Used on that connection's event loop alone.
 *
 * <p>The engine hands over the bytes of each direction as they come and is told, piece by piece,
 * what they are; it forwards exactly those bytes. Bytes of which the session said {@link
 * Cut#more()} are handed over again, with those that came since.
 *
 * <p>A call that throws, or that answers what makes no sense, ends the connection by a reset, as
 * nobody knows any more where messages end; {@link #close} alone does not. The engine names the
 * protocol in the log and in the journal.
 *
 * <p>What only some protocols can do, their sessions say by what else they implement: {@link
 * Attributing}, {@link Labeling}, {@link TroubleTelling}, {@link Rewriting}, {@link Substituting},
 * {@link Probing}. The engine looks once, when the session has been opened.
 */
public interface Session {

  /**
   * Tells what the readable bytes from the client begin with.
   *
   * @param in lent for this call, at least one byte readable; its indices are not moved
   * @return any but {@link Cut#nothing}, {@link Cut#reply} and {@link Cut#unanswered}
   */
  Cut cutRequest(ByteBuf in);

  /**
   * Tells what the readable bytes from the backend begin with; as {@link #cutRequest}.
   *
   * @return any but {@link Cut#nothing} and {@link Cut#request}
   */
  Cut cutReply(ByteBuf in);

  /**
   * The client has ended its side.
   *
   * @param rest what {@link #cutRequest} had no answer to yet; may be empty
   * @return {@link Cut#pass}, {@link Cut#refuse} or, if all is well, {@link Cut#nothing}
   */
  default Cut endRequests(ByteBuf rest) {
    return rest.isReadable() ? Cut.pass(rest.readableBytes()) : Cut.nothing();
  }

  /** The backend has ended its side; as {@link #endRequests}. */
  default Cut endReplies(ByteBuf rest) {
    return rest.isReadable() ? Cut.pass(rest.readableBytes()) : Cut.nothing();
  }

  /** Renders a failure in place of the reply to {@code exchange}. */
  Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator);

  /** The connection has ended: what this session retained is to be released. */
  default void close() {}
}
