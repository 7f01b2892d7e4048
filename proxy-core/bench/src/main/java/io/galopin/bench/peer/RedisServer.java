package io.galopin.bench.peer;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Redis's own server, as a backend of which nothing is stored. */
public final class RedisServer implements AutoCloseable {

  /** What has to be installed for it. */
  public static final Peer PEER =
      new Peer(
          "redis", "redis-server", List.of("redis-server", "@folder@/redis.conf"), false, Map.of());

  private final Relay server;

  private RedisServer(Relay server) {
    this.server = server;
  }

  /** Starts it, and waits until it listens. */
  public static RedisServer start(Site site) throws IOException {
    return new RedisServer(Relay.start(PEER, 0, site));
  }

  /** Where it listens. */
  public int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
