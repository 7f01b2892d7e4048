package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.galopin.engine.hold.HeldMemory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

  private static final ChannelOption<Integer> OOB_INLINE =
      new IntegerUnixChannelOption("SO_OOBINLINE", 1, 10);

  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 22);
  private @Nullable Transport transport;

  @AfterEach
  void stop() {
    if (transport != null) {
      transport.group().shutdownGracefully(0, 0, TimeUnit.SECONDS);
      transport.acceptors().shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
  }

  /** The side of a client that has connected. */
  private Channel accepted(Transport on) throws IOException {
    transport = on;
    CompletableFuture<Channel> accepted = new CompletableFuture<>();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(on.acceptors(), on.group())
            .channel(on.server())
            .childHandler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelActive(ChannelHandlerContext ctx) {
                    accepted.complete(ctx.channel());
                  }
                });
    on.setOfClients(bootstrap, Transport.socketOptions(OptionalInt.empty(), memory));
    InetAddress here = InetAddress.getLoopbackAddress();
    Channel server = bootstrap.bind(here, 0).syncUninterruptibly().channel();
    try (Socket client = new Socket(here, ((InetSocketAddress) server.localAddress()).getPort())) {
      assertThat(client.isConnected()).isTrue();
      return accepted.join();
    } finally {
      server.close().syncUninterruptibly();
    }
  }

  private static void hasOptions(Channel client) {
    assertThat(client.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
    assertThat(client.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE)).isTrue();
    assertThat(client.config().getOption(ChannelOption.AUTO_CLOSE)).isFalse();
    assertThat(client.config().getWriteBufferHighWaterMark()).isEqualTo(512 * 1024);
    RecvByteBufAllocator reads = client.config().getRecvByteBufAllocator();
    assertThat(reads).isInstanceOf(ModestReads.class);
  }

  @Test
  void socketsOfClientsHaveTheirOptionsOnNio() throws IOException {
    hasOptions(accepted(Transport.nio(1, true)));
  }

  /** There, they inherit some of them from the listening socket. */
  @Test
  void socketsOfClientsHaveTheirOptionsOnEpoll() throws IOException {
    assumeThat(Epoll.isAvailable()).isTrue();
    Channel client = accepted(Transport.start(1));
    hasOptions(client);
    assertThat(client.config().getOption(OOB_INLINE)).isEqualTo(1);
  }

  @Test
  void anUrgentByteStaysInLineWithTheOthers() {
    assumeThat(Epoll.isAvailable()).isTrue();
    EpollSocketChannel socket = new EpollSocketChannel();
    try {
      assertThat(socket.config().getOption(OOB_INLINE)).isZero();
      Transport.urgentInLine(socket);
      assertThat(socket.config().getOption(OOB_INLINE)).isEqualTo(1);
    } finally {
      socket.unsafe().closeForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void readsFillAtMostWhatIsAskedFor(int bytes) {
    RecvByteBufAllocator reads =
        (RecvByteBufAllocator)
            Transport.socketOptions(OptionalInt.of(bytes), memory)
                .get(ChannelOption.RECVBUF_ALLOCATOR);
    assertThat(reads).isNotNull();
    EmbeddedChannel channel = new EmbeddedChannel();
    ByteBuf buffer = reads.newHandle().allocate(channel.alloc());
    try {
      assertThat(buffer.writableBytes()).isPositive().isLessThanOrEqualTo(bytes);
    } finally {
      buffer.release();
      channel.close();
    }
  }
}
