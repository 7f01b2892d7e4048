package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol knows of one connection. Used on that connection's event loop alone.
 *
 * <p>The engine hands over the bytes of each direction as they come and is told, piece by piece,
 * what they are; it forwards exactly those bytes. Bytes of which the session said {@link
 * Cut#more()} are handed over again, with those that came since.
 *
 * <p>A call that throws, or that answers what makes no sense, ends the connection by a reset, as
 * nobody knows any more where messages end; {@link #label} and {@link #close} alone do not. The
 * engine names the protocol in the log and in the journal.
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

  /**
   * The value of one of the protocol's {@linkplain ProtocolFactory#attributes attributes}. Asked
   * for those that rules name, when their head has been cut and before the next one is.
   *
   * @param name behind the attribute's own, where it has {@linkplain Attribute#perName many}; else
   *     empty
   * @param message what {@link Cut#head} was given
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return of the attribute's {@linkplain Attribute.Type type}; null if the message has none
   */
  default @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    return null;
  }

  /**
   * What the journal calls a message for which a rule has chosen a behavior, under the conditions
   * of {@link Message#label}. Asked when its head has been cut, so that a protocol need not make it
   * for every message.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   */
  default String label(Message message, ByteBuf head) {
    return message.label();
  }

  /**
   * What {@link #label} would call a request if it hid and cut nothing: by it, requests are told
   * apart that have the same label. It is not shown; the journal has a short hash of it. Asked
   * after the label, of requests only.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return null if the label says all
   */
  @Experimental
  default @Nullable String unabridged(Message request, ByteBuf head) {
    return null;
  }

  /**
   * The head with other values of attributes: {@link Action.Rewrite}.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @param values as in {@link Action.Rewrite}; those of another moment are to be left out
   * @return handed over to the engine; null if nothing changes
   */
  @Experimental
  default @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    return null;
  }

  /**
   * A request that changes nothing and is always answered. The engine sends it in place of one that
   * is to fail behind {@linkplain Message#quiet quiet} ones, so that their silence can be told; its
   * reply is not forwarded.
   *
   * @return handed over to the engine; null if the protocol has no quiet requests
   */
  @Experimental
  default @Nullable ByteBuf probe(ByteBufAllocator allocator) {
    return null;
  }

  /**
   * What the backend gets in place of a request that is to fail, where it is not enough that it
   * never sees the request, because nothing else would end what that was to end (Redis's {@code
   * EXEC}). Its reply, which is to be expected if one to the request was, is not forwarded.
   *
   * @return handed over to the engine; null if the backend gets nothing
   */
  @Experimental
  default @Nullable ByteBuf substitute(Message request, ByteBufAllocator allocator) {
    return null;
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
