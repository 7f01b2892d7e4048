package io.galopin.recipes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** An empty Redis server. Where it cannot run, the tests are skipped and say so. */
final class Redis implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = 16_384;

  /** A server of a cluster also listens on a second port, which is higher by 10,000. */
  private static final int HIGHEST_PORT = 55_535;

  private final int port = freePort();
  private final Path folder;
  private final RedisServer server;

  private Redis(String... settings) {
    try {
      folder = Files.createTempDirectory("redis");
      RedisServerBuilder builder =
          RedisServer.newRedisServer().bind(HOST).port(port).setting("dir " + folder);
      List.of(settings).forEach(builder::setting);
      server = builder.build();
      server.start();
    } catch (IOException | RuntimeException cannot) {
      String said = "skipped: the Redis that the tests bring cannot run here: " + cannot;
      System.out.println(said);
      throw Assumptions.<RuntimeException>abort(said);
    }
  }

  /** Starts a server. */
  static Redis alone() {
    return new Redis("save \"\"");
  }

  /** Starts a cluster with one node. */
  static Redis cluster() {
    Redis redis = new Redis("save \"\"", "cluster-enabled yes");
    try (Jedis client = redis.client()) {
      client.clusterAddSlots(IntStream.range(0, SLOTS).toArray());
      await().until(() -> client.clusterInfo().contains("cluster_state:ok"));
    }
    return redis;
  }

  private static int freePort() {
    int port = Integer.MAX_VALUE;
    while (port > HIGHEST_PORT) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return port;
  }

  int port() {
    return port;
  }

  /** Connects without a proxy. */
  Jedis client() {
    return new Jedis(HOST, port);
  }

  @Override
  public void close() throws IOException {
    server.stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
