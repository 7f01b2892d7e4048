package io.galopin.protocol.memcache;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Probing;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks Memcache: the binary protocol if the client's first byte is 0x80, and
 * otherwise the text protocol. Holds no buffer.
 */
final class MemcacheSession implements Session, Attributing, Labeling, Probing, TroubleTelling {

  private enum Mode {
    UNKNOWN,
    TEXT,
    BINARY
  }

  private final TextRequests textRequests;
  private final TextReplies textReplies;
  private final BinaryRequests binaryRequests;
  private final BinaryReplies binaryReplies;
  private final Pairing pairing;
  private Mode mode = Mode.UNKNOWN;

  MemcacheSession(Limits limits, Pairing pairing) {
    this.pairing = pairing;
    textRequests = new TextRequests(limits);
    textReplies = new TextReplies(limits, pairing);
    binaryRequests = new BinaryRequests(limits);
    binaryReplies = new BinaryReplies(limits, pairing);
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    if (mode == Mode.UNKNOWN) {
      mode = in.getByte(in.readerIndex()) == BinaryHeader.REQUEST ? Mode.BINARY : Mode.TEXT;
    }
    try {
      return mode == Mode.BINARY ? binaryRequests.cut(in) : textRequests.cut(in);
    } catch (Flawed malformed) {
      Flaw flaw = malformed.flaw(Flaw.class);
      Rendering rendering =
          mode == Mode.BINARY
              ? BinaryRenderings.refusal(flaw, in)
              : TextRenderings.refusal(flaw, in.alloc());
      return Cut.refuse(rendering, "bad request: " + flaw.sentence());
    }
  }

  /** Before the client's first byte, the server's bytes are read as text, as memcached sends it. */
  @Override
  public Cut cutReply(ByteBuf in) {
    try {
      return mode == Mode.BINARY ? binaryReplies.cut(in) : textReplies.cut(in);
    } catch (Flawed malformed) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, malformed.reason());
      Request request = pairing.answered();
      return Cut.refuse(
          request == null ? null : tell(trouble, request, in.alloc()),
          "bad reply: " + trouble.reason());
    }
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    return Facts.value(attribute, message, head);
  }

  @Override
  public String label(Message message, ByteBuf head) {
    return Facts.label(message, head);
  }

  @Override
  public @Nullable String unabridged(Request message, ByteBuf head) {
    return message instanceof MemcacheRequest request ? Facts.unabridged(request, head) : null;
  }

  @Override
  public ByteBuf probe(ByteBufAllocator allocator) {
    return mode == Mode.BINARY
        ? BinaryRenderings.probe(allocator)
        : TextRenderings.probe(allocator);
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    return exchange.request() instanceof BinaryRequest binary
        ? BinaryRenderings.injected(failure, binary, allocator)
        : TextRenderings.injected(failure, exchange.request(), allocator);
  }

  @Override
  public Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof BinaryRequest binary
        ? BinaryRenderings.trouble(trouble, binary, allocator)
        : TextRenderings.trouble(trouble, allocator);
  }
}
