package io.galopin.protocol.redis.clients;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;

/** Clients for tests, with long timeouts for busy machines. */
final class Clients {

  private static final int PATIENCE_MILLIS = 60_000;

  private Clients() {}

  static HostAndPort at(int port) {
    return new HostAndPort("127.0.0.1", port);
  }

  static DefaultJedisClientConfig config(RedisProtocol protocol) {
    return DefaultJedisClientConfig.builder()
        .protocol(protocol)
        .timeoutMillis(PATIENCE_MILLIS)
        .build();
  }

  static Jedis jedis(int port, RedisProtocol protocol) {
    return new Jedis(at(port), config(protocol));
  }
}
