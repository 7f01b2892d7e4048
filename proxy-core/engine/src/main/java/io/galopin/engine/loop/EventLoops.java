package io.galopin.engine.loop;

import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.socket.Address;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which engines work, and the name look-ups on them. Engines may share them. The
 * code that started them closes them, after those engines. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventLoops.class);

  /** How long a name server may take to answer: as long as Netty gives it by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;
  private static final long MOST_MILLIS = 1000;

  private final int threads;
  private final Transport transport;
  private final DnsServerAddressStreamProvider servers;
  private final Duration patience;
  private final OwnDials ownDials = new OwnDials();
  private @Nullable Names names;

  private EventLoops(
      int threads, Transport transport, DnsServerAddressStreamProvider servers, Duration patience) {
    this.threads = threads;
    this.transport = transport;
    Descriptors.ofThisProcess().keepForLookUps(threads);
    LoopWatch.begin(transport.loops());
    this.servers = servers;
    this.patience = patience;
  }

  /**
   * Creates the fastest event loops of the platform, each with a thread that starts when it is
   * first used and keeps the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops start(int threads) {
    return start(threads, DnsServerAddressStreamProviders.platformDefault(), PATIENCE);
  }

  /**
   * The same with name servers other than the platform's.
   *
   * @param patience how long each of them may take to answer, a millisecond or longer
   */
  public static EventLoops start(
      int threads, DnsServerAddressStreamProvider servers, Duration patience) {
    return new EventLoops(threads, Transport.start(threads), servers, patience);
  }

  /**
   * Creates event loops for embedding in another program: without native code, and with threads
   * that do not keep the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops embedded(int threads) {
    return new EventLoops(
        threads,
        Transport.nio(threads, true),
        DnsServerAddressStreamProviders.platformDefault(),
        PATIENCE);
  }

  public Transport transport() {
    return transport;
  }

  /** The sockets that lead from one proxy on these threads to another. */
  public OwnDials ownDials() {
    return ownDials;
  }

  public Future<List<InetSocketAddress>> resolve(EventLoop loop, Address address) {
    try {
      return names()
          .getResolver(loop)
          .resolveAll(InetSocketAddress.createUnresolved(address.host(), address.port()));
    } catch (IllegalStateException noSocket) {
      return loop.newFailedFuture(noSocket);
    }
  }

  private synchronized Names names() {
    if (names == null) {
      ReflectiveChannelFactory<? extends DatagramChannel> sockets =
          new ReflectiveChannelFactory<>(transport.datagram());
      names =
          new Names(
              new DnsNameResolverBuilder()
                  .datagramChannelFactory(
                      () -> Descriptors.ofThisProcess().opened(sockets.newChannel()))
                  .nameServerProvider(servers)
                  .queryTimeoutMillis(patience.toMillis())
                  .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED));
    }
    return names;
  }

  /** One resolver for each event loop; what they have learned is shared. */
  private static final class Names extends AddressResolverGroup<InetSocketAddress> {

    private final DnsNameResolverBuilder resolvers;

    Names(DnsNameResolverBuilder resolvers) {
      this.resolvers = resolvers.resolveCache(new DefaultDnsCache());
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
      EventLoop loop = (EventLoop) executor;
      return new InetSocketAddressResolver(
          loop, new FreshLookups(loop, resolvers.copy().eventLoop(loop).build()));
    }
  }

  /**
   * Waits until {@code done} completes, but at most one second if an event loop hangs in a plugin,
   * possibly for ever.
   *
   * @return false if the wait was given up
   */
  public boolean await(java.util.concurrent.Future<?> done) {
    boolean interrupted = false;
    try {
      for (int looks = 1; ; looks++) {
        try {
          done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          return true;
        } catch (TimeoutException notYet) {
          if (looks * LOOK_MILLIS >= MOST_MILLIS && transport.loops().anyHung()) {
            log.error("closed although an event loop hangs in a plugin and will not end");
            return false;
          }
        } catch (InterruptedException notNow) {
          interrupted = true;
        } catch (ExecutionException failed) {
          return true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Stops the threads; returns when none is left, except those that a plugin never releases. Must
   * not be called on one of them.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (names != null) {
        names.close();
      }
    }
    transport.acceptors().shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    await(transport.group().shutdownGracefully(0, 10, TimeUnit.SECONDS));
    LoopWatch.end(transport.loops());
    Descriptors.ofThisProcess().keepForLookUps(-threads);
  }
}
