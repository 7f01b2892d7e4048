package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/** Clients of {@link SourceHandler} that read as fast as they can until they are closed. */
public final class Streams implements AutoCloseable {

  private final LongAdder bytes = new LongAdder();
  private final Connections<Reader> readers;

  /**
   * Opens the streams.
   *
   * @throws IOException if one cannot connect
   */
  public Streams(Network network, InetSocketAddress address, int count)
      throws IOException, InterruptedException {
    readers = Connections.open(network, address, count, Reader::new);
  }

  /** Returns how many bytes have arrived on all of them. */
  public long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() {
    readers.close();
  }

  private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
      bytes.add(message.readableBytes());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
