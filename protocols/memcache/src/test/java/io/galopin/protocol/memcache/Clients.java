package io.galopin.protocol.memcache;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.compat.log.SLF4JLogger;

/** Creates clients with one connection and long timeouts. */
final class Clients {

  private static final int PATIENCE_MILLIS = 30_000;

  static {
    // It would write to the console in spite of any configuration.
    System.setProperty("net.spy.log.LoggerImpl", SLF4JLogger.class.getName());
  }

  private Clients() {}

  static MemcachedClient xmemcached(InetSocketAddress server, boolean binary) throws IOException {
    XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.of(server));
    if (binary) {
      builder.setCommandFactory(new BinaryCommandFactory());
    }
    builder.setOpTimeout(PATIENCE_MILLIS);
    MemcachedClient client = builder.build();
    // It closes a connection on which its idle commands fail.
    client.setEnableHeartBeat(false);
    return client;
  }

  static net.spy.memcached.MemcachedClient spymemcached(InetSocketAddress server, boolean binary)
      throws IOException {
    return spymemcached(
        server,
        new ConnectionFactoryBuilder()
            .setProtocol(
                binary
                    ? ConnectionFactoryBuilder.Protocol.BINARY
                    : ConnectionFactoryBuilder.Protocol.TEXT));
  }

  static net.spy.memcached.MemcachedClient spymemcached(
      InetSocketAddress server, ConnectionFactoryBuilder builder) throws IOException {
    builder.setDaemon(true).setOpTimeout(PATIENCE_MILLIS);
    return new net.spy.memcached.MemcachedClient(builder.build(), List.of(server));
  }
}
