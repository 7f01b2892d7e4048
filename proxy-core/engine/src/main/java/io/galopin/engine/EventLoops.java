package io.galopin.engine;

import io.netty.channel.EventLoop;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which engines do their work, and the look-ups of names that go on there. Engines
 * may share them; whoever started them closes them, after those engines. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {

  private final Transport transport;
  private final DnsServerAddressStreamProvider servers;
  private final OwnDials ownDials = new OwnDials();
  private @Nullable Names names;

  private EventLoops(Transport transport, DnsServerAddressStreamProvider servers) {
    this.transport = transport;
    this.servers = servers;
  }

  /**
   * Makes the fastest event loops of the platform, each with a thread that starts when it is first
   * used and keeps the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops start(int threads) {
    return start(threads, DnsServerAddressStreamProviders.platformDefault());
  }

  /** The same with name servers other than the platform's. */
  static EventLoops start(int threads, DnsServerAddressStreamProvider servers) {
    return new EventLoops(Transport.start(threads), servers);
  }

  /**
   * Makes event loops for use inside a program of somebody else's: without native code, and with
   * threads that do not keep the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops embedded(int threads) {
    return new EventLoops(
        Transport.nio(threads, true), DnsServerAddressStreamProviders.platformDefault());
  }

  Transport transport() {
    return transport;
  }

  /** The sockets that lead from one proxy on these threads to another. */
  OwnDials ownDials() {
    return ownDials;
  }

  Future<List<InetSocketAddress>> resolve(EventLoop loop, Address address) {
    return names()
        .getResolver(loop)
        .resolveAll(InetSocketAddress.createUnresolved(address.host(), address.port()));
  }

  private synchronized Names names() {
    if (names == null) {
      names =
          new Names(
              new DnsNameResolverBuilder()
                  .datagramChannelType(transport.datagram())
                  .nameServerProvider(servers)
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

  /** Stops the threads; returns when none is left. Not to be called on one of them. */
  @Override
  public void close() {
    synchronized (this) {
      if (names != null) {
        names.close();
      }
    }
    transport.group().shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
