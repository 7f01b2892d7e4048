package io.galopin.engine.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Consumer;

/**
 * Stands between a socket and its handler of TLS while a handshake is watched: what the handler
 * writes is given to somebody else, who may send it on past the handler. Until the watch ends, the
 * socket ends like one without TLS. Used on only one event loop.
 */
public final class WatchedFlight extends ChannelOutboundHandlerAdapter {

  private final ChannelPipeline pipeline;
  private final Consumer<ByteBuf> taker;

  private WatchedFlight(ChannelPipeline pipeline, Consumer<ByteBuf> taker) {
    this.pipeline = pipeline;
    this.taker = taker;
  }

  /**
   * Lets a socket speak TLS from now on.
   *
   * @param plain the handler that is to get plain text
   * @param taker takes what {@code tls} writes, and owns it
   */
  public static WatchedFlight begin(
      Channel socket, ChannelHandler plain, SslHandler tls, Consumer<ByteBuf> taker) {
    ChannelPipeline pipeline = socket.pipeline();
    WatchedFlight watch = new WatchedFlight(pipeline, taker);
    String name = pipeline.context(plain).name();
    pipeline.addBefore(name, null, watch).addBefore(name, null, tls);
    return watch;
  }

  /** Gives the handler bytes that were read from the socket before. Owns them. */
  public void feed(ByteBuf bytes) {
    ChannelHandlerContext here = pipeline.context(this);
    here.fireChannelRead(bytes);
    here.fireChannelReadComplete();
  }

  /** Writes bytes to the socket as they are. Owns them. */
  public void write(ByteBuf bytes) {
    ChannelHandlerContext here = pipeline.context(this);
    if (here == null) {
      // The socket is closed.
      bytes.release();
    } else {
      here.writeAndFlush(bytes, here.channel().voidPromise());
    }
  }

  /** Ends the watch: the handler writes to the socket from now on. */
  public void end() {
    if (pipeline.context(this) != null) {
      pipeline.remove(this);
    }
  }

  /** Whether the handshake of a socket is watched. */
  static boolean isAt(Channel socket) {
    return socket.pipeline().context(WatchedFlight.class) != null;
  }

  /** Returns where to write what is to reach a socket as if there were no watch, and no TLS yet. */
  static ChannelOutboundInvoker outOf(Channel socket) {
    ChannelHandlerContext watch = socket.pipeline().context(WatchedFlight.class);
    return watch == null ? socket : watch;
  }

  /** Flushes a socket. Completes when all that was written has been given to the platform. */
  static ChannelFuture flush(Channel socket) {
    return outOf(socket).writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      promise.trySuccess();
      taker.accept(bytes);
    } else {
      ctx.write(message, promise);
    }
  }
}
