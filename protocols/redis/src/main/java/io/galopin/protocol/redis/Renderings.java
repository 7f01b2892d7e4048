package io.galopin.protocol.redis;

import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * The replies that Galopin itself sends: errors of Redis, which are the same in RESP2 and RESP3.
 */
final class Renderings {

  private static final String ABORTED = "EXECABORT Transaction discarded because of";

  private Renderings() {}

  /**
   * Renders an injected failure.
   *
   * @param line the error without its framing
   */
  static Rendering injected(String line, String label, ByteBufAllocator allocator) {
    return Rendering.reply(error(line, allocator), label);
  }

  /** Renders an injected failure at the end of a transaction. */
  static Rendering injectedAtExec(String line, ByteBufAllocator allocator) {
    return Rendering.reply(error(ABORTED + ": " + line, allocator), "EXECABORT");
  }

  /** Renders a server's answer to {@code EXEC} after a command of the transaction was refused. */
  static ByteBuf abort(ByteBufAllocator allocator) {
    return error(ABORTED + " previous errors.", allocator);
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, ByteBufAllocator allocator) {
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "ERR Galopin cannot reach the backend: ";
          case TIMEOUT -> "ERR Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "ERR Galopin got a bad reply from the backend: ";
        };
    return Rendering.lastReply(error(what + trouble.reason(), allocator), "ERR");
  }

  /** Renders why the client's request is refused, in the words of Redis. */
  static Rendering refusal(ProtocolError malformed, ByteBufAllocator allocator) {
    String line = "ERR Protocol error: " + malformed.reply();
    return Rendering.lastReply(error(line, allocator), "ERR");
  }

  /** Renders an answer of the proxy's own. */
  static Rendering ok(ByteBufAllocator allocator) {
    return Rendering.reply(ByteBufUtil.writeAscii(allocator, "+OK\r\n"), "OK");
  }

  private static ByteBuf error(String line, ByteBufAllocator allocator) {
    return ByteBufUtil.writeUtf8(allocator, "-" + line + "\r\n");
  }
}
