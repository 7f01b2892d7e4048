package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A test with a container. Always compiled; runs only where Docker is available. */
@Testcontainers
@GalopinProxy(name = "redis", upstreamFrom = "REDIS", upstreamPort = 6379)
class CacheContainers {

  @Container
  static final GenericContainer<?> REDIS = new GenericContainer<>("redis:7").withExposedPorts(6379);

  @Test
  void failsWhileItIsDown(Proxy redis) {
    try (RedisClient client = RedisClient.create(redis.host(), redis.port());
        Undo down = redis.down()) {
      assertThatThrownBy(() -> client.get("a")).isInstanceOf(JedisException.class);
    }
  }
}
