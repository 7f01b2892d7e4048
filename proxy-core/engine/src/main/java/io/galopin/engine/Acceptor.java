package io.galopin.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the clients of a proxy in the order in which they are accepted, before they go to their
 * event loops. While the process is short of {@link Descriptors} it accepts nobody: those that
 * become free go to the clients that are there already and need a socket to the backend.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

  /** The ordinal of an accepted client. */
  static final AttributeKey<Long> ORDINAL = AttributeKey.valueOf(Acceptor.class, "ordinal");

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  private static final int PAUSE_MILLIS = 500;

  private final Proxy proxy;
  private final Descriptors descriptors = Descriptors.ofThisProcess();
  private final Seldom complaints = new Seldom();
  private @Nullable Future<?> resumption;

  Acceptor(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    Channel client = (Channel) accepted;
    if (descriptors.areShort()) {
      // Several proxies have accepted clients at once, each the last that there was room for.
      full(ctx.channel());
      client.unsafe().closeForcibly();
      return;
    }
    descriptors.add(client);
    if (!descriptors.allowClient()) {
      full(ctx.channel());
    }
    client.attr(ORDINAL).set(proxy.nextOrdinal());
    ctx.fireChannelRead(client);
  }

  private void full(Channel server) {
    complaints.say(
        server.eventLoop().ticker().nanoTime(),
        more ->
            log.warn(
                "{}: accepts no more clients for the moment: too few descriptors are left"
                    + " (ulimit -n); those that wait are accepted when others have gone{}",
                proxy.spec().name(),
                more));
    pause(server);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    complaints.say(
        ctx.executor().ticker().nanoTime(),
        more ->
            log.warn(
                "{}: cannot accept clients for the moment: {}; trying again{}",
                proxy.spec().name(),
                Reasons.of(cause),
                more));
    pause(ctx.channel());
  }

  /** Accepts nobody for half a second from now. On the event loop of {@code server}. */
  void pause(Channel server) {
    if (resumption != null) {
      resumption.cancel(false);
    }
    server.config().setAutoRead(false);
    resumption =
        server.eventLoop().schedule(() -> resume(server), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void resume(Channel server) {
    if (!server.isOpen()) {
      return;
    }
    if (!descriptors.allowClient()) {
      pause(server);
    } else {
      server.config().setAutoRead(true);
    }
  }
}
