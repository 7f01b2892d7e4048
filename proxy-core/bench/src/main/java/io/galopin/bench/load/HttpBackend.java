package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/**
 * A backend that answers each HTTP request without a body with the same reply, and keeps its
 * connections. One per connection.
 */
public final class HttpBackend extends SimpleChannelInboundHandler<ByteBuf> {

  /** The bytes of a reply's body. */
  static final int BODY = 128;

  private static final ByteBuf REPLY =
      Constant.of(
          ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                  + BODY
                  + "\r\n\r\n"
                  + "x".repeat(BODY))
              .getBytes(US_ASCII));

  private final HeadEnds heads = new HeadEnds();

  /** What a client of it does, with one request at a time. */
  public static Exchange get(String path) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n";
    return new Exchange(request, 1, HttpReplies::new);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
    while (bytes.isReadable()) {
      int end = bytes.forEachByte(heads);
      bytes.readerIndex(end < 0 ? bytes.writerIndex() : end + 1);
      if (end >= 0) {
        ctx.write(REPLY.duplicate(), ctx.voidPromise());
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
