package io.galopin.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Open connections of clients, each with a handler of the same kind.
 *
 * @param <H> the type of handler
 */
final class Connections<H extends ChannelHandler> implements AutoCloseable {

  /** How many are opened at the same time. Fewer than any backlog holds. */
  private static final int AT_A_TIME = 64;

  private final List<H> handlers = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();

  /**
   * Opens the connections.
   *
   * @throws IOException if one cannot be opened; all are closed in that case
   */
  static <H extends ChannelHandler> Connections<H> open(
      Network network, InetSocketAddress address, int count, Supplier<H> handler)
      throws IOException, InterruptedException {
    return open(network, network.client(network.clients()), address, count, handler);
  }

  /** Opens the connections with all handlers on one thread. */
  static <H extends ChannelHandler> Connections<H> open(
      Network network,
      EventLoopGroup thread,
      InetSocketAddress address,
      int count,
      Supplier<H> handler)
      throws IOException, InterruptedException {
    return open(network, network.client(thread), address, count, handler);
  }

  private static <H extends ChannelHandler> Connections<H> open(
      Network network, Bootstrap client, InetSocketAddress address, int count, Supplier<H> handler)
      throws IOException, InterruptedException {
    Connections<H> connections = new Connections<>();
    Queue<ChannelFuture> opening = new ArrayDeque<>();
    try {
      for (int i = 0; i < count; i++) {
        if (opening.size() == AT_A_TIME) {
          connections.await(opening.remove());
        }
        H own = handler.get();
        connections.handlers.add(own);
        opening.add(client.clone().handler(initializing(network, address, own)).connect(address));
      }
      while (!opening.isEmpty()) {
        connections.await(opening.remove());
      }
      return connections;
    } catch (IOException | InterruptedException failure) {
      opening.forEach(left -> left.channel().close());
      connections.close();
      throw failure;
    }
  }

  private void await(ChannelFuture opening) throws IOException, InterruptedException {
    channels.add(opening.channel());
    if (!opening.await().isSuccess()) {
      throw new IOException("connecting: " + opening.cause().getMessage(), opening.cause());
    }
  }

  private static ChannelInitializer<Channel> initializing(
      Network network, InetSocketAddress address, ChannelHandler handler) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        network.secure(channel, address);
        channel.pipeline().addLast(handler);
      }
    };
  }

  /** Returns the handlers in the order of opening. */
  List<H> handlers() {
    return handlers;
  }

  /** Returns how many connections the other side has closed. */
  long lost() {
    return channels.stream().filter(channel -> !channel.isActive()).count();
  }

  @Override
  public void close() {
    List<ChannelFuture> closing = new ArrayList<>();
    channels.forEach(channel -> closing.add(channel.close()));
    closing.forEach(ChannelFuture::awaitUninterruptibly);
  }
}
