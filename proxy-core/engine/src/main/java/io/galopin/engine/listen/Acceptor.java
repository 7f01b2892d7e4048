package io.galopin.engine.listen;

import io.galopin.engine.descriptor.Allotment;
import io.galopin.engine.descriptor.Berth;
import io.galopin.engine.trouble.Reasons;
import io.galopin.engine.trouble.Seldom;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the clients of a proxy in the order in which they are accepted, before they go to their
 * event loops. While there are no descriptors for another client, it accepts none: new clients wait
 * in the system's queue. A client that was accepted at that very moment waits here.
 */
public final class Acceptor extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  private static final int PAUSE_MILLIS = 500;

  /** The number of clients that NIO accepts before it checks whether to accept another. */
  private static final int AT_ONCE = 2;

  private final String proxy;
  private final LongSupplier ordinals;
  private final Allotment allotment;
  private final Queue<Channel> waiting = new ArrayDeque<>();
  private final Seldom complaints = new Seldom();
  private @Nullable Future<?> resumption;
  private @Nullable Runnable inLine;

  /**
   * Accepts no clients yet.
   *
   * @param proxy its name
   * @param ordinals gives the next client its ordinal
   */
  public Acceptor(String proxy, LongSupplier ordinals, Allotment allotment) {
    this.proxy = proxy;
    this.ordinals = ordinals;
    this.allotment = allotment;
  }

  /** Returns the descriptors of its clients. */
  Allotment allotment() {
    return allotment;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof NioServerSocketChannel
        && ctx.channel().config().getRecvByteBufAllocator()
            instanceof MaxMessagesRecvByteBufAllocator accepts) {
      accepts.maxMessagesPerRead(AT_ONCE);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    allotment.accepted();
    waiting.add((Channel) accepted);
    letIn(ctx);
    if (!waiting.isEmpty()) {
      full(ctx);
    } else if (!allotment.allows()) {
      // Perhaps no client arrives before there is room again.
      pause(ctx);
    }
  }

  /** Lets in waiting clients as far as there are descriptors for them. */
  private void letIn(ChannelHandlerContext ctx) {
    while (!waiting.isEmpty() && allotment.take()) {
      Channel client = waiting.remove();
      client.attr(Berth.KEY).set(new Berth(allotment, client, ordinals.getAsLong()));
      ctx.fireChannelRead(client);
    }
  }

  private void full(ChannelHandlerContext ctx) {
    complaints.say(
        ctx.executor().ticker().nanoTime(),
        more ->
            log.warn(
                "{}: accepts no more clients for the moment: too few descriptors are left"
                    + " (ulimit -n); waiting clients are accepted when others have gone{}",
                proxy,
                more));
    pause(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    complaints.say(
        ctx.executor().ticker().nanoTime(),
        more ->
            log.warn(
                "{}: cannot accept clients for the moment: {}; trying again{}",
                proxy,
                Reasons.of(cause),
                more));
    pause(ctx);
  }

  /** Stops accepting until there are descriptors again. On the event loop of {@code server}. */
  void pause(Channel server) {
    ChannelHandlerContext ctx = server.pipeline().context(this);
    if (ctx != null) {
      pause(ctx);
    }
  }

  private void pause(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(false);
    if (resumption == null) {
      resumption =
          ctx.executor().schedule(() -> resume(ctx, true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (inLine == null) {
      inLine = () -> wake(ctx);
      allotment.whenFree(inLine);
    }
  }

  /** There may be descriptors again. May be called on any thread. */
  private void wake(ChannelHandlerContext ctx) {
    try {
      ctx.executor()
          .execute(
              () -> {
                inLine = null;
                resume(ctx, false);
              });
    } catch (RejectedExecutionException ended) {
      // No more clients are accepted.
    }
  }

  private void resume(ChannelHandlerContext ctx, boolean late) {
    if (resumption == null || !ctx.channel().isOpen()) {
      return;
    }
    resumption.cancel(false);
    resumption = null;
    letIn(ctx);
    if (waiting.isEmpty() && allotment.allows()) {
      ctx.channel().config().setAutoRead(true);
    } else if (late) {
      full(ctx);
    } else {
      pause(ctx);
    }
  }

  /**
   * The proxy no longer listens here: a client that was not let in is treated like one in the
   * system's queue.
   */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    for (Channel client : waiting) {
      client.unsafe().closeForcibly();
      allotment.closed();
    }
    waiting.clear();
    if (inLine != null) {
      allotment.forget(inLine);
    }
    ctx.fireChannelInactive();
  }
}
