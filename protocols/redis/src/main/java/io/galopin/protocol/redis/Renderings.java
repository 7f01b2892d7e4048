package io.galopin.protocol.redis;

import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * The replies that Galopin itself gives: errors of Redis, which are the same in RESP2 and RESP3.
 */
final class Renderings {

  private static final String ABORTED = "EXECABORT Transaction discarded because of";

  private Renderings() {}

  /**
   * A fault that somebody asked for.
   *
   * @param line the error without what frames it
   */
  static Rendering injected(String line, String label, ByteBufAllocator allocator) {
    return Rendering.reply(error(line, allocator), label);
  }

  /** A fault that somebody asked for, at the end of a transaction. */
  static Rendering injectedAtExec(String line, ByteBufAllocator allocator) {
    return Rendering.reply(error(ABORTED + ": " + line, allocator), "EXECABORT");
  }

  /** What a server says to {@code EXEC} when a command of the transaction was refused. */
  static ByteBuf abort(ByteBufAllocator allocator) {
    return error(ABORTED + " previous errors.", allocator);
  }

  /** What came between the proxy and the backend without anybody having asked for it. */
  static Rendering trouble(Trouble trouble, ByteBufAllocator allocator) {
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "ERR Galopin cannot reach the backend: ";
          case TIMEOUT -> "ERR Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "ERR Galopin got a bad reply from the backend: ";
        };
    return Rendering.lastReply(error(what + trouble.reason(), allocator), "ERR");
  }

  /** What is wrong with the client's request, as Redis says it. */
  static Rendering refusal(ProtocolError malformed, ByteBufAllocator allocator) {
    String line = "ERR Protocol error: " + malformed.reply();
    return Rendering.lastReply(error(line, allocator), "ERR");
  }

  private static ByteBuf error(String line, ByteBufAllocator allocator) {
    return ByteBufUtil.writeUtf8(allocator, "-" + line + "\r\n");
  }
}
