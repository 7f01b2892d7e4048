package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients of {@link SourceHandler} that measure how long it takes to read a number of bytes. The
 * first read starts the clock and its bytes do not count, so connecting does not count either.
 */
public final class TimedReads {

  private final long bytes;
  private final Queue<Duration> times = new ConcurrentLinkedQueue<>();
  private final CountDownLatch missing;

  private TimedReads(long bytes, int connections) {
    this.bytes = bytes;
    this.missing = new CountDownLatch(connections);
  }

  /**
   * Runs a number of clients at the same time.
   *
   * @return the time of each client
   * @throws IOException if one cannot connect, or does not get its bytes within {@code patience}
   */
  public static List<Duration> run(
      Network network, InetSocketAddress address, int connections, long bytes, Duration patience)
      throws IOException, InterruptedException {
    TimedReads reads = new TimedReads(bytes, connections);
    try (Connections<Reader> readers =
        Connections.open(network, address, connections, reads::reader)) {
      if (!reads.missing.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException(
            "%d of %d connections did not get %,d bytes"
                .formatted(reads.missing.getCount(), readers.handlers().size(), bytes));
      }
    }
    return List.copyOf(reads.times);
  }

  private Reader reader() {
    return new Reader();
  }

  private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {

    private long left = bytes;
    private long started;
    private boolean hasStarted;

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
      long now = System.nanoTime();
      if (!hasStarted) {
        hasStarted = true;
        started = now;
        return;
      }
      boolean reading = left > 0;
      left -= message.readableBytes();
      if (reading && left <= 0) {
        times.add(inProportion(now - started, bytes - left));
        missing.countDown();
        ctx.close();
      }
    }

    /** Corrects a time, because the last read may bring more than was missing. */
    private Duration inProportion(long nanos, long read) {
      return Duration.ofNanos(Math.round((double) nanos * bytes / read));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
