package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Supplier;

/**
 * What a client sends at once, and how it knows that all has been answered.
 *
 * @param request one or more requests, in ASCII
 * @param count of requests in it
 * @param replies makes what finds the ends of replies, for a connection
 */
public record Exchange(String request, int count, Supplier<Replies> replies) {

  /** As many bytes as are wanted back from {@link EchoHandler}. */
  public static Exchange echo(int bytes) {
    return new Exchange("x".repeat(bytes), 1, () -> Replies.ofBytes(bytes));
  }

  /** Sends the request. */
  void send(ChannelHandlerContext ctx) {
    ByteBuf bytes = ctx.alloc().directBuffer(request.length());
    bytes.writeCharSequence(request, US_ASCII);
    ctx.writeAndFlush(bytes, ctx.voidPromise());
  }
}
