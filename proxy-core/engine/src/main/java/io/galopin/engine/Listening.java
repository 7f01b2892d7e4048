package io.galopin.engine;

import io.galopin.engine.descriptor.Allotment;
import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.listen.Acceptor;
import io.galopin.engine.listen.ListenAddress;
import io.galopin.engine.listen.Listener;
import io.galopin.engine.loop.EventLoops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Opens the listeners of a proxy, one address after the other. Thread-safe. */
final class Listening {

  private final EventLoops loops;
  private final CurrentSpec spec;
  private final Map<ChannelOption<?>, Object> socketOptions;
  private final BiConsumer<Channel, @Nullable Listener> accepted;
  private final AtomicLong ordinals = new AtomicLong();

  /**
   * Does not listen yet.
   *
   * @param accepted receives each client with the listener that accepted it, on the client's event
   *     loop
   */
  Listening(
      EventLoops loops,
      CurrentSpec spec,
      Map<ChannelOption<?>, Object> socketOptions,
      BiConsumer<Channel, @Nullable Listener> accepted) {
    this.loops = loops;
    this.spec = spec;
    this.socketOptions = socketOptions;
    this.accepted = accepted;
  }

  /** Returns how many clients were accepted. */
  long accepted() {
    return ordinals.get();
  }

  /** Binds an address. */
  CompletableFuture<Listener> at(ListenAddress address) {
    Optional<Allotment> allotment = Descriptors.ofThisProcess().listen();
    if (allotment.isEmpty()) {
      return CompletableFuture.failedFuture(
          address.cannot(new IOException("too few descriptors are left (ulimit -n)")));
    }
    ProxySpec now = spec.get();
    AtomicReference<@Nullable Listener> opened = new AtomicReference<>();
    return Listener.open(
            loops.transport(),
            address,
            now.limits().backlog(),
            socketOptions,
            new Acceptor(now.name(), ordinals::incrementAndGet, allotment.get()),
            client -> accepted.accept(client, opened.get()))
        .whenComplete(
            (listening, failure) -> {
              opened.set(listening);
              if (listening != null) {
                int port = listening.address().getPort();
                loops.ownDials().listens(port);
                listening.whenClosed(() -> loops.ownDials().listensNoLonger(port));
              }
            });
  }
}
