package io.galopin.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the clients of a proxy in the order in which they are accepted, before they go to their
 * event loops. When the process runs out of descriptors, Netty's own acceptor behind this one lets
 * a second pass before it accepts again; here it is said, once until clients are accepted again.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

  /** The ordinal of an accepted client. */
  static final AttributeKey<Long> ORDINAL = AttributeKey.valueOf(Acceptor.class, "ordinal");

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  private final Proxy proxy;
  private final Seldom complaints = new Seldom();

  Acceptor(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    ((Channel) accepted).attr(ORDINAL).set(proxy.nextOrdinal());
    ctx.fireChannelRead(accepted);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (complaints.mayBeSaid(ctx.executor().ticker().nanoTime())) {
      log.warn(
          "{}: cannot accept clients for the moment: {}; trying again every second",
          proxy.spec().name(),
          Reasons.of(cause));
    }
    ctx.channel().config().setAutoRead(false);
    ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
  }
}
