package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a socket so that what was written arrives: ends the output, discards what the peer still
 * sends, and closes when the peer has ended its side, or after 1 MiB or 1 second. Closing at once
 * with unread input would send a RST, which destroys the bytes on their way. A peer that takes
 * nothing for 30 seconds is given up.
 */
final class OrderlyClose extends ChannelInboundHandlerAdapter {

  private static final long MOST_DISCARDED = 1 << 20;
  private static final long MOST_SECONDS = 1;
  private static final long MOST_SECONDS_STALLED = 30;

  private final Channel channel;
  private final Side side;
  private @Nullable Future<?> deadline;
  private long discarded;

  /** How much was still to be written when that was looked at last. */
  private long unwritten = Long.MAX_VALUE;

  private OrderlyClose(Channel channel, Side side) {
    this.channel = channel;
    this.side = side;
  }

  /** Takes the place of {@code side} in the pipeline; that one hears of the close only. */
  static void begin(Channel channel, Side side) {
    if (!channel.isActive()) {
      channel.close();
      return;
    }
    OrderlyClose close = new OrderlyClose(channel, side);
    channel.pipeline().addBefore(channel.pipeline().context(side).name(), null, close);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> close.endOutput(done.isSuccess()));
    close.awaitProgress();
    side.reading(true);
  }

  /** Closes if nothing has been taken since it was called last; else looks again later. */
  private void awaitProgress() {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    if (out == null || out.isEmpty()) {
      return;
    }
    long left = out.totalPendingWriteBytes() - out.currentProgress();
    if (left >= unwritten) {
      channel.close();
      return;
    }
    unwritten = left;
    deadline =
        channel.eventLoop().schedule(this::awaitProgress, MOST_SECONDS_STALLED, TimeUnit.SECONDS);
  }

  private void endOutput(boolean written) {
    cancelDeadline();
    boolean alreadyEnded = ((DuplexChannel) channel).isOutputShutdown();
    if (written && !alreadyEnded) {
      ((DuplexChannel) channel).shutdownOutput();
    }
    if (side.isInputEnded() || (!written && !alreadyEnded)) {
      channel.close();
    } else if (channel.isOpen()) {
      deadline =
          channel.eventLoop().schedule(() -> channel.close(), MOST_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      discarded += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (discarded > MOST_DISCARDED) {
      ctx.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // Nobody else is told.
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownReadComplete) {
      // If something is still to be written, this waits for it; else it fails and closes as well.
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> ctx.close());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelDeadline();
    ctx.fireChannelInactive();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
