package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** A backend that sends endlessly to each client, as fast as the client reads. */
public final class SourceHandler extends ChannelInboundHandlerAdapter {

  private static final ByteBuf BLOCK = Constant.of(new byte[1 << 18]);

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    fill(ctx);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    fill(ctx);
  }

  private static void fill(ChannelHandlerContext ctx) {
    while (ctx.channel().isWritable() && ctx.channel().isActive()) {
      ctx.write(BLOCK.duplicate(), ctx.voidPromise());
    }
    ctx.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
