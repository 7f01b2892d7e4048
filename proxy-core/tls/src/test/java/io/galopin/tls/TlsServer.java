package io.galopin.tls;

import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.ClientEnd;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sends back what it receives, through a client's side of Galopin. */
final class TlsServer implements AutoCloseable {

  static final Address BACKEND = new Address("backend.example", 443);

  /** Failures of connections, as its pipelines have seen them. */
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private volatile HandshakeChange change = HandshakeChange.NONE;

  TlsServer(ClientEnd end, String... alpn) {
    listening =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel socket) {
                    SslHandler handler =
                        end.newHandler(socket.alloc(), BACKEND, List.of(alpn), change);
                    socket.pipeline().addLast(handler, new Echo());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  /** What is made wrong from now on. */
  TlsServer with(HandshakeChange wrong) {
    change = wrong;
    return this;
  }

  /** The next failure of a connection, which it waits for. */
  Throwable failure() throws InterruptedException {
    Throwable next = failures.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no connection has failed");
    }
    return next;
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      ctx.writeAndFlush(bytes);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      failures.add(cause);
      ctx.close();
    }
  }
}
