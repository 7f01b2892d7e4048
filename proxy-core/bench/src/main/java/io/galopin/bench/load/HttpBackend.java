package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/**
 * A backend that gives the same reply to every HTTP request, which must have no body, and keeps its
 * connections open. There is one object per connection.
 */
public final class HttpBackend extends SimpleChannelInboundHandler<ByteBuf> {

  /** The length of a reply's body, in bytes. */
  static final int BODY = 128;

  private static final ByteBuf REPLY =
      Constant.of(
          ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                  + BODY
                  + "\r\n\r\n"
                  + "x".repeat(BODY))
              .getBytes(US_ASCII));

  private final HeadEnds heads = new HeadEnds();

  /** Returns an exchange with one request at a time. */
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
