package io.galopin.engine;

import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
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
  private @Nullable DnsAddressResolverGroup names;

  private EventLoops(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes the fastest event loops of the platform, each with a thread that starts when it is first
   * used and keeps the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops start(int threads) {
    return new EventLoops(Transport.start(threads));
  }

  /**
   * Makes event loops for use inside a program of somebody else's: without native code, and with
   * threads that do not keep the JVM running.
   *
   * @param threads how many
   */
  public static EventLoops embedded(int threads) {
    return new EventLoops(Transport.nio(threads, true));
  }

  Transport transport() {
    return transport;
  }

  Future<List<InetSocketAddress>> resolve(EventLoop loop, Address address) {
    return names()
        .getResolver(loop)
        .resolveAll(InetSocketAddress.createUnresolved(address.host(), address.port()));
  }

  private synchronized DnsAddressResolverGroup names() {
    if (names == null) {
      names =
          new DnsAddressResolverGroup(
              new DnsNameResolverBuilder()
                  .datagramChannelType(transport.datagram())
                  .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED));
    }
    return names;
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
