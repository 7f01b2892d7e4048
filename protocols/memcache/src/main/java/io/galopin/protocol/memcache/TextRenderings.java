package io.galopin.protocol.memcache;

import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Renders what Galopin itself sends in the text protocol. */
final class TextRenderings {

  private TextRenderings() {}

  /** Renders an injected failure. */
  static Rendering injected(Failure failure, Message request, ByteBufAllocator allocator) {
    String line = Failures.of(failure).line(failure, request);
    return Rendering.reply(line(line, allocator), line);
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, ByteBufAllocator allocator) {
    return Rendering.lastReply(
        line("SERVER_ERROR " + Troubles.sentence(trouble), allocator), "SERVER_ERROR");
  }

  /** Renders why the client's request is refused. */
  static Rendering refusal(Flaw flaw, ByteBufAllocator allocator) {
    return flaw.text().isEmpty()
        ? Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close")
        : Rendering.lastReply(line(flaw.text(), allocator), flaw.text());
  }

  /** Returns a request that is always answered, even after quiet requests. */
  static ByteBuf probe(ByteBufAllocator allocator) {
    return line("mn", allocator);
  }

  private static ByteBuf line(String text, ByteBufAllocator allocator) {
    return ByteBufUtil.writeUtf8(allocator, text + "\r\n");
  }
}
