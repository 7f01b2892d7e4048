package io.galopin.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of clients and backends, one of each per processor, and the settings of their
 * sockets: epoll where available, no Nagle's algorithm, reads of 256 KiB. Thread-safe.
 */
public final class Network implements AutoCloseable {

  private static final int READ_AT_A_TIME = 1 << 18;
  private static final int BACKLOG = 4096;

  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup clients;
  private final EventLoopGroup backends;
  private final @Nullable Secured tls;

  /** Without TLS. */
  public Network() {
    clients = group();
    backends = group();
    tls = null;
  }

  private Network(Network threads, Secured tls) {
    clients = threads.clients;
    backends = threads.backends;
    this.tls = tls;
  }

  /** Returns a network on the same threads whose clients speak TLS. It is not to be closed. */
  public Network securely(Secured secured) {
    return new Network(this, secured);
  }

  private EventLoopGroup group() {
    return new MultiThreadIoEventLoopGroup(
        Runtime.getRuntime().availableProcessors(),
        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** The threads of clients. */
  EventLoopGroup clients() {
    return clients;
  }

  /** Returns a bootstrap for clients, without a handler. */
  Bootstrap client() {
    return client(clients);
  }

  /** Returns a bootstrap for clients on the given threads. */
  Bootstrap client(EventLoopGroup threads) {
    return new Bootstrap()
        .group(threads)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_AT_A_TIME));
  }

  /** Adds TLS to the pipeline of a client, if this network has it. */
  void secure(Channel client, InetSocketAddress relay) {
    if (tls != null) {
      client.pipeline().addLast(tls.client(client, relay));
    }
  }

  /**
   * Listens on a free port of loopback, without TLS.
   *
   * @param handler creates the handler of each connection
   */
  public Backend listen(Supplier<? extends ChannelHandler> handler) throws IOException {
    return listen(handler, null);
  }

  /** Does the same with TLS. */
  public Backend listenSecurely(Supplier<? extends ChannelHandler> handler, Secured secured)
      throws IOException {
    return listen(handler, secured);
  }

  private Backend listen(Supplier<? extends ChannelHandler> handler, @Nullable Secured secured)
      throws IOException {
    Channel listening =
        new ServerBootstrap()
            .group(backends)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_AT_A_TIME))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (secured != null) {
                      channel.pipeline().addLast(secured.backend(channel));
                    }
                    channel.pipeline().addLast(handler.get());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return new Backend(listening);
  }

  @Override
  public void close() {
    clients.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    backends.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** A listening backend. Closing it does not close its connections. */
  public record Backend(Channel listening) implements AutoCloseable {

    public int port() {
      return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
      listening.close().syncUninterruptibly();
    }
  }
}
