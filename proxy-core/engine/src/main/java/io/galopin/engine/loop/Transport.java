package io.galopin.engine.loop;

import io.galopin.engine.hold.HeldMemory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The sockets and event loops of the platform: native epoll where it loads, NIO elsewhere.
 *
 * @param group one event loop per thread asked for
 * @param loops what those do
 * @param acceptors the event loop on which clients are accepted, and no plugin is ever called
 */
public record Transport(
    EventLoopGroup group,
    LiveLoops loops,
    EventLoopGroup acceptors,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> socket,
    Class<? extends DatagramChannel> datagram) {

  /** A read fills at most this much; small reads soon get small buffers. */
  private static final int MOST_READ = 256 * 1024;

  /** {@code SO_OOBINLINE} of Linux, which Netty has no name for. */
  private static final ChannelOption<Integer> OOB_INLINE =
      new IntegerUnixChannelOption("SO_OOBINLINE", 1, 10);

  /** {@code SO_KEEPALIVE} of Linux, which Netty does not know of listening sockets. */
  private static final ChannelOption<Integer> KEEP_ALIVE =
      new IntegerUnixChannelOption("SO_KEEPALIVE", 1, 9);

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(MOST_READ, 2 * MOST_READ);

  static Transport start(int threads) {
    if (Epoll.isAvailable()) {
      LiveLoops loops = new LiveLoops();
      return new Transport(
          group(threads, false, SteadyEpoll.newFactory(), loops),
          loops,
          acceptors(false, SteadyEpoll.newFactory()),
          EpollServerSocketChannel.class,
          EpollSocketChannel.class,
          EpollDatagramChannel.class);
    }
    return nio(threads, false);
  }

  static Transport nio(int threads, boolean daemon) {
    LiveLoops loops = new LiveLoops();
    return new Transport(
        group(threads, daemon, NioIoHandler.newFactory(), loops),
        loops,
        acceptors(daemon, NioIoHandler.newFactory()),
        NioServerSocketChannel.class,
        NioSocketChannel.class,
        NioDatagramChannel.class);
  }

  private static EventLoopGroup group(
      int threads, boolean daemon, IoHandlerFactory handlers, LiveLoops loops) {
    return new MultiThreadIoEventLoopGroup(
        threads,
        new ThreadPerTaskExecutor(new DefaultThreadFactory("galopin-io", daemon)),
        loops,
        handlers);
  }

  private static EventLoopGroup acceptors(boolean daemon, IoHandlerFactory handlers) {
    return new MultiThreadIoEventLoopGroup(
        1, new DefaultThreadFactory("galopin-accept", daemon), handlers);
  }

  /** What both sockets of a connection are set to. Netty itself sets {@code TCP_NODELAY}. */
  public static Map<ChannelOption<?>, Object> socketOptions(
      OptionalInt readBytes, HeldMemory memory) {
    return Map.of(
        ChannelOption.ALLOCATOR,
        PooledByteBufAllocator.DEFAULT,
        ChannelOption.RECVBUF_ALLOCATOR,
        new ModestReads(readBytes.orElse(MOST_READ), memory),
        ChannelOption.MESSAGE_SIZE_ESTIMATOR,
        new WeightOfWrites(),
        ChannelOption.WRITE_BUFFER_WATER_MARK,
        WATER_MARK,
        ChannelOption.ALLOW_HALF_CLOSURE,
        true,
        // A failed write ends the output only: what the peer sent before is still read.
        ChannelOption.AUTO_CLOSE,
        false,
        ChannelOption.SO_KEEPALIVE,
        true);
  }

  /**
   * Keeps an urgent byte of a new socket in line with the others; otherwise a reader that does not
   * ask for it would lose it.
   */
  public static void urgentInLine(Channel socket) {
    if (socket instanceof EpollSocketChannel) {
      socket.config().setOption(OOB_INLINE, 1);
    }
  }

  /**
   * Sets options of the sockets of clients, and keeps urgent bytes in line. Where they inherit an
   * option from the listening socket, it is set there, once for all of them.
   */
  public void setOfClients(ServerBootstrap bootstrap, Map<ChannelOption<?>, Object> options) {
    boolean inherits = server == EpollServerSocketChannel.class;
    if (inherits) {
      bootstrap.option(OOB_INLINE, 1);
    }
    options.forEach(
        (option, value) -> {
          if (inherits && option.equals(ChannelOption.SO_KEEPALIVE)) {
            bootstrap.option(KEEP_ALIVE, Boolean.TRUE.equals(value) ? 1 : 0);
          } else {
            set(bootstrap, option, value);
          }
        });
  }

  @SuppressWarnings("unchecked") // the map pairs each option with a value of its type
  private static <T> void set(ServerBootstrap bootstrap, ChannelOption<T> option, Object value) {
    bootstrap.childOption(option, (T) value);
  }
}
