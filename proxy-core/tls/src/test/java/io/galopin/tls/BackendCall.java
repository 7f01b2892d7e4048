package io.galopin.tls;

import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.TlsReasons;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;

/** Connects to a server on this machine through a backend's side of Galopin. */
final class BackendCall implements AutoCloseable {

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /**
   * How a handshake ended.
   *
   * @param reason why it failed, as users read it; empty if it did not
   */
  record Result(String reason, SslHandler handler) {
    SSLSession session() {
      return handler.engine().getSession();
    }
  }

  /** Calls a server as if it were at {@code backend}, and hears a byte of it. */
  Result call(BackendEnd end, String backend, int port, String... alpn) throws Exception {
    SslHandler handler =
        end.newHandler(
            io.netty.buffer.ByteBufAllocator.DEFAULT, new Address(backend, port), List.of(alpn));
    CompletableFuture<Void> heard = new CompletableFuture<>();
    Channel socket =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(handler, new Hearing(heard));
                  }
                })
            .connect("127.0.0.1", port)
            .sync()
            .channel();
    Throwable failure = handler.handshakeFuture().await().cause();
    if (failure == null) {
      socket.writeAndFlush(socket.alloc().buffer().writeByte('x'));
      failure = heard.handle((it, wrong) -> wrong).get();
    }
    socket.close().sync();
    return new Result(failure == null ? "" : TlsReasons.of(failure), handler);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Hearing extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Void> heard;

    Hearing(CompletableFuture<Void> heard) {
      this.heard = heard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      io.netty.util.ReferenceCountUtil.release(bytes);
      heard.complete(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      heard.completeExceptionally(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      heard.completeExceptionally(new java.nio.channels.ClosedChannelException());
    }
  }
}
