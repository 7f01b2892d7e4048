package io.galopin.protocol.memcache;

import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheRequest;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheRequestEncoder;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheResponse;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheResponseEncoder;
import io.netty.handler.codec.memcache.binary.DefaultBinaryMemcacheRequest;
import io.netty.handler.codec.memcache.binary.DefaultBinaryMemcacheResponse;
import java.nio.charset.StandardCharsets;

/** Renders what Galopin itself sends in the binary protocol. */
final class BinaryRenderings {

  private static final ReplyWriter REPLIES = new ReplyWriter();
  private static final RequestWriter REQUESTS = new RequestWriter();

  private BinaryRenderings() {}

  /** Renders an injected failure. */
  static Rendering injected(Failure failure, BinaryRequest request, ByteBufAllocator allocator) {
    Failures kind = Failures.of(failure);
    BinaryStatus status = kind.status();
    return Rendering.reply(
        REPLIES.write(request, status, kind.body(failure), allocator), status.label());
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, BinaryRequest request, ByteBufAllocator allocator) {
    BinaryStatus status = BinaryStatus.INTERNAL_ERROR;
    return Rendering.lastReply(
        REPLIES.write(request, status, Troubles.sentence(trouble), allocator), status.label());
  }

  /**
   * Renders why the client's request is refused.
   *
   * @param in starts with the request
   */
  static Rendering refusal(Flaw flaw, ByteBuf in) {
    if (flaw.status() == BinaryStatus.SUCCESS) {
      return Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");
    }
    BinaryRequest request = BinaryRequest.at(in);
    return Rendering.lastReply(
        REPLIES.write(request, flaw.status(), flaw.body(), in.alloc()), flaw.status().label());
  }

  /** Returns a request that is always answered, even after quiet requests. */
  static ByteBuf probe(ByteBufAllocator allocator) {
    return REQUESTS.write(Opcode.NOOP, allocator);
  }

  /** Netty's encoder without a channel. Keeps no state. */
  private static final class ReplyWriter extends BinaryMemcacheResponseEncoder {

    ByteBuf write(
        BinaryRequest request, BinaryStatus status, String body, ByteBufAllocator allocator) {
      int length = ByteBufUtil.utf8Bytes(body);
      BinaryMemcacheResponse reply = new DefaultBinaryMemcacheResponse();
      reply
          .setStatus(status.number())
          .setOpcode(request.opcode())
          .setOpaque(request.opaque())
          .setTotalBodyLength(length);
      ByteBuf bytes = allocator.buffer(BinaryHeader.LENGTH + length);
      encodeHeader(bytes, reply);
      bytes.writeCharSequence(body, StandardCharsets.UTF_8);
      return bytes;
    }
  }

  /** The same for requests. */
  private static final class RequestWriter extends BinaryMemcacheRequestEncoder {

    ByteBuf write(byte opcode, ByteBufAllocator allocator) {
      BinaryMemcacheRequest request = new DefaultBinaryMemcacheRequest();
      request.setOpcode(opcode);
      ByteBuf bytes = allocator.buffer(BinaryHeader.LENGTH);
      encodeHeader(bytes, request);
      return bytes;
    }
  }
}
