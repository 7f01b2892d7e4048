package io.galopin.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients of {@link EchoHandler} at a fixed pace, each with a connection of its own and one byte.
 * Says for each what it saw. A late one does not delay the next.
 */
public final class Probes {

  private static final ByteBuf BYTE = Constant.of(new byte[1]);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private Probes() {}

  /** What a client saw. */
  public enum Seen {
    /** Its byte came back. */
    ANSWERED,
    /** It could not connect. */
    REFUSED,
    /** It was connected, and then not any more, without an answer. */
    CLOSED,
    /** Nothing until the end. */
    SILENT
  }

  /**
   * One client.
   *
   * @param nanos when it began to connect, on the scale of {@link System#nanoTime}
   */
  public record Probe(long nanos, Seen seen) {}

  private record Running(long nanos, AtomicReference<Seen> seen) {}

  /**
   * Runs clients, and returns what they saw, in their order.
   *
   * @param pace between the beginnings of two of them
   * @param time how long clients begin
   */
  public static List<Probe> run(
      Network network, InetSocketAddress address, Duration pace, Duration time)
      throws InterruptedException {
    List<Running> all = new ArrayList<>();
    long begun = System.nanoTime();
    for (long due = 0; due < time.toNanos(); due += pace.toNanos()) {
      TimeUnit.NANOSECONDS.sleep(begun + due - System.nanoTime());
      Running probe = new Running(System.nanoTime(), new AtomicReference<>(Seen.SILENT));
      all.add(probe);
      connect(network, address, probe.seen());
    }
    TimeUnit.NANOSECONDS.sleep(LAST_ANSWERS.toNanos());
    return all.stream().map(each -> new Probe(each.nanos(), each.seen().get())).toList();
  }

  private static void connect(
      Network network, InetSocketAddress address, AtomicReference<Seen> seen) {
    Bootstrap bootstrap =
        network
            .client()
            // Otherwise a minute of clients would take all ports.
            .option(ChannelOption.SO_LINGER, 0)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Client(seen));
                  }
                });
    bootstrap
        .connect(address)
        .addListener(
            (ChannelFuture done) -> {
              if (!done.isSuccess()) {
                seen.compareAndSet(Seen.SILENT, Seen.REFUSED);
              }
            });
  }

  private static final class Client extends SimpleChannelInboundHandler<ByteBuf> {

    private final AtomicReference<Seen> seen;
    private boolean connected;

    Client(AtomicReference<Seen> seen) {
      this.seen = seen;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      connected = true;
      ctx.writeAndFlush(BYTE.duplicate(), ctx.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      seen.compareAndSet(Seen.SILENT, Seen.ANSWERED);
      ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (connected) {
        seen.compareAndSet(Seen.SILENT, Seen.CLOSED);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
