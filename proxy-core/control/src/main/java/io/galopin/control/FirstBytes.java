package io.galopin.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Notes that a new connection has sent something: the head of a call comes in one piece from almost
 * every client, so that one of which only the beginning is there will hardly come.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Boolean> CAME = AttributeKey.valueOf(FirstBytes.class, "came");

  /** Whether any have come. */
  static boolean came(HttpConnection connection) {
    return connection instanceof VertxConnection open && open.channel().hasAttr(CAME);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ctx.channel().attr(CAME).set(true);
    ctx.pipeline().remove(this);
    ctx.fireChannelRead(bytes);
  }
}
