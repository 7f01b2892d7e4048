package io.galopin.protocol.smtp;

import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** The replies that Galopin itself sends. */
final class Renderings {

  private static final String RESET = "RSET\r\n";

  /** What a server says before it closes a connection. */
  private static final String CLOSING = "421 4.3.2 closing transmission channel\r\n";

  private Renderings() {}

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, ByteBufAllocator allocator) {
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "421 4.4.1 Galopin cannot reach the backend: ";
          case TIMEOUT -> "421 4.4.1 Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "421 4.5.0 Galopin got a bad reply from the backend: ";
        };
    return Rendering.lastReply(line(what + trouble.reason(), allocator), "421");
  }

  /** Renders a failure after which the connection cannot go on. */
  static Rendering last(SmtpFailure.Line line, ByteBufAllocator allocator) {
    ByteBuf bytes = line(line.line(), allocator);
    if (!line.closes()) {
      ByteBufUtil.writeAscii(bytes, CLOSING);
    }
    return Rendering.lastReply(bytes, Integer.toString(line.status()));
  }

  /** Renders why the client's bytes are refused. */
  static Rendering refusal(Flaw flaw, ByteBufAllocator allocator) {
    return flaw.status().isEmpty()
        ? Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close")
        : Rendering.lastReply(
            line(flaw.status() + " Galopin refuses this: " + flaw.sentence(), allocator),
            flaw.status().substring(0, 3));
  }

  /** Returns the command that makes a server forget a transaction. */
  static ByteBuf reset(ByteBufAllocator allocator) {
    return ByteBufUtil.writeAscii(allocator, RESET);
  }

  /** Returns the reply after which TLS begins. */
  static ByteBuf ready(ByteBufAllocator allocator) {
    return line("220 2.0.0 ready to start TLS", allocator);
  }

  /** Renders that TLS has begun already. */
  static Rendering secured(ByteBufAllocator allocator) {
    return Rendering.reply(line("503 5.5.1 TLS has begun already", allocator), "503");
  }

  /** Returns a reply of one line. */
  static ByteBuf line(String text, ByteBufAllocator allocator) {
    return ByteBufUtil.writeUtf8(allocator, text.replaceAll("[\\p{Cntrl}]+", " ") + "\r\n");
  }
}
