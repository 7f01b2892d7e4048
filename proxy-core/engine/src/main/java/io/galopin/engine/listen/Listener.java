package io.galopin.engine.listen;

import io.galopin.engine.loop.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A socket on which clients of a proxy are accepted. At first the address is bound and clients wait
 * to be accepted. Thread-safe.
 */
public final class Listener {

  private final Channel channel;
  private final Acceptor acceptor;

  private Listener(Channel channel, Acceptor acceptor) {
    this.channel = channel;
    this.acceptor = acceptor;
  }

  /**
   * Binds the address; {@link #start} lets clients in.
   *
   * @param accepted receives each client, registered with its event loop, before anything is read
   * @return failed with {@link IOException} if that is not possible
   */
  public static CompletableFuture<Listener> open(
      Transport transport,
      ListenAddress address,
      OptionalInt backlog,
      Map<ChannelOption<?>, Object> clientOptions,
      Acceptor acceptor,
      Consumer<Channel> accepted) {
    CompletableFuture<Listener> listening = new CompletableFuture<>();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transport.acceptors(), transport.group())
            .channel(transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .handler(acceptor)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    accepted.accept(client);
                  }
                });
    transport.setOfClients(bootstrap, clientOptions);
    backlog.ifPresent(n -> bootstrap.option(ChannelOption.SO_BACKLOG, n));
    ChannelFuture binding = bootstrap.bind(address.socket());
    binding.addListener(
        done -> {
          if (binding.isSuccess()) {
            acceptor.allotment().listens(binding.channel());
            listening.complete(new Listener(binding.channel(), acceptor));
          } else {
            acceptor.allotment().end();
            listening.completeExceptionally(address.cannot(binding.cause()));
          }
        });
    return listening;
  }

  /** Pauses accepting, because descriptors are short. */
  public void pause() {
    channel.eventLoop().execute(() -> acceptor.pause(channel));
  }

  /** Begins to accept clients. */
  public void start() {
    channel.config().setAutoRead(true);
  }

  /** Returns the address on which it actually listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Runs {@code then} when this no longer listens. */
  public void whenClosed(Runnable then) {
    channel.closeFuture().addListener(closed -> then.run());
  }

  /**
   * Stops listening; completes when new clients are refused and the address is free again. NIO
   * releases a socket only at the next select of its event loop, so this waits for that.
   */
  public CompletableFuture<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    channel.close().addListener(done -> afterNextSelect(() -> closed.complete(null)));
    return closed;
  }

  private void afterNextSelect(Runnable then) {
    try {
      channel.eventLoop().schedule(then, 1, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException ended) {
      then.run();
    }
  }
}
