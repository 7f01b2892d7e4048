package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol knows of one connection. Used on that connection's event loop alone.
 *
 * <p>The engine hands over the bytes of each direction as they come and is told, piece by piece,
 * what they are; it forwards exactly those bytes. Bytes of which the session said {@link
 * Cut#more()} are handed over again, with those that came since.
 */
public interface Session {

  /**
   * Tells what the readable bytes from the client begin with.
   *
   * @param in lent for this call, at least one byte readable; its indices are not moved
   * @param cut takes the answer: exactly one of its methods is called
   */
  void cutRequest(ByteBuf in, Cut cut);

  /** Tells what the readable bytes from the backend begin with; as {@link #cutRequest}. */
  void cutReply(ByteBuf in, Cut cut);

  /**
   * The client has ended its side.
   *
   * @param rest what {@link #cutRequest} had no answer to yet; may be empty
   * @param cut takes {@link Cut#pass} or {@link Cut#refuse}; untouched means that all is well
   */
  default void endRequests(ByteBuf rest, Cut cut) {
    if (rest.isReadable()) {
      cut.pass(rest.readableBytes());
    }
  }

  /** The backend has ended its side; as {@link #endRequests}. */
  default void endReplies(ByteBuf rest, Cut cut) {
    if (rest.isReadable()) {
      cut.pass(rest.readableBytes());
    }
  }

  /** Renders a failure in place of the reply to {@code exchange}. */
  Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator);

  /**
   * Renders, for the client, that the proxy could not do its work. The text names Galopin, so that
   * nobody takes it for the backend's word or for an injected fault.
   *
   * @param request the request that cannot be carried out
   * @return null if the protocol has no words for it: the connection is then closed
   */
  default @Nullable Rendering render(Trouble trouble, Message request, ByteBufAllocator allocator) {
    return null;
  }

  /** Whether {@link #render(Trouble, Message, ByteBufAllocator)} has words. */
  default boolean rendersTrouble() {
    return false;
  }

  /** The connection has ended: what this session retained is to be released. */
  default void close() {}
}
