package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Supplier;

/**
 * What a client sends at once, and how it recognizes the replies.
 *
 * @param request one or more requests, in ASCII
 * @param count the number of requests
 * @param replies creates what finds the ends of replies on one connection
 */
public record Exchange(String request, int count, Supplier<Replies> replies) {

  /** Sends bytes to {@link EchoHandler} and expects as many back. */
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
