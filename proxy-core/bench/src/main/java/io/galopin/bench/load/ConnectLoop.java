package io.galopin.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients of {@link EchoHandler} that connect, send a byte, wait until it comes back, close and
 * start again. The byte proves that the connection reached the backend.
 */
public final class ConnectLoop {

  private static final ByteBuf BYTE = Constant.of(new byte[1]);

  private final Bootstrap bootstrap;
  private final InetSocketAddress address;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile boolean running = true;

  private ConnectLoop(Network network, InetSocketAddress address) {
    this.address = address;
    this.bootstrap =
        network
            .client()
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    network.secure(channel, address);
                    channel.pipeline().addLast(new Client());
                  }
                });
  }

  /**
   * Runs a number of clients at the same time.
   *
   * @return connections per second
   * @throws IOException if more than one in a hundred fails
   */
  public static double run(Network network, InetSocketAddress address, int atATime, Duration time)
      throws IOException, InterruptedException {
    ConnectLoop loop = new ConnectLoop(network, address);
    long start = System.nanoTime();
    for (int i = 0; i < atATime; i++) {
      loop.next();
    }
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    loop.running = false;
    double perSecond = loop.done.sum() / ((System.nanoTime() - start) / 1e9);
    if (loop.failed.sum() * 100 > loop.done.sum()) {
      throw new IOException(
          loop.failed + " of " + (loop.done.sum() + loop.failed.sum()) + " failed");
    }
    return perSecond;
  }

  private void next() {
    if (running) {
      bootstrap.connect(address).addListener((ChannelFuture connecting) -> connected(connecting));
    }
  }

  private void connected(ChannelFuture connecting) {
    if (!connecting.isSuccess()) {
      failed.increment();
      next();
    }
  }

  private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

    private boolean answered;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(BYTE.duplicate(), ctx.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      answered = true;
      ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      (answered ? done : failed).increment();
      next();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
