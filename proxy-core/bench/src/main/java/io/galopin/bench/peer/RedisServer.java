package io.galopin.bench.peer;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A Redis server as a backend, which stores nothing. */
public final class RedisServer implements AutoCloseable {

  /** The program that must be installed. */
  public static final Peer PEER =
      new Peer(
          "redis", "redis-server", List.of("redis-server", "@folder@/redis.conf"), false, Map.of());

  private final Relay server;

  private RedisServer(Relay server) {
    this.server = server;
  }

  /** Starts the server and waits until it listens. */
  public static RedisServer start(Site site) throws IOException {
    return new RedisServer(Relay.start(PEER, 0, site));
  }

  /** Returns the port on which it listens. */
  public int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
