package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Idle connections to {@link EchoHandler}. Each has carried one byte in both directions, so that
 * everything a connection needs exists.
 */
public final class Crowd implements AutoCloseable {

  private static final ByteBuf BYTE = Constant.of(new byte[1]);
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch missing;
  private final Connections<Client> clients;

  /**
   * Opens the connections.
   *
   * @throws IOException if one cannot connect or does not get its byte back within a minute
   */
  public Crowd(Network network, InetSocketAddress address, int count)
      throws IOException, InterruptedException {
    missing = new CountDownLatch(count);
    clients = Connections.open(network, address, count, Client::new);
    if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      clients.close();
      throw new IOException(missing.getCount() + " of " + count + " connections got no reply");
    }
  }

  /** Returns the number of connections. */
  public int size() {
    return clients.handlers().size();
  }

  @Override
  public void close() {
    clients.close();
  }

  private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(BYTE.duplicate(), ctx.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      missing.countDown();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
