package io.galopin.protocol.redis.clients;

import io.galopin.engine.socket.Address;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/**
 * An empty Redis server on a free loopback port, with its own folder. If the program that the tests
 * bring cannot run here, they are skipped and say so.
 */
final class RedisBackend implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int ATTEMPTS = 5;

  /** A server of a cluster also listens on a second port, which is higher by 10,000. */
  private static final int HIGHEST_PORT = 55_535;

  private final Path folder;
  private final int port;
  private final RedisServer server;

  private RedisBackend(Path folder, int port, RedisServer server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param settings lines of its configuration file
   */
  static RedisBackend start(String... settings) throws IOException {
    return start(List.of(settings), ATTEMPTS);
  }

  private static RedisBackend start(List<String> settings, int attempts) throws IOException {
    Path folder = Files.createTempDirectory("redis");
    int port = freePort();
    RedisServer server = server(folder, port, settings);
    try {
      server.start();
      return new RedisBackend(folder, port, server);
    } catch (IOException cannot) {
      delete(folder);
      // Another process may have taken the port meanwhile.
      if (attempts > 1) {
        return start(settings, attempts - 1);
      }
      throw cannot;
    }
  }

  private static RedisServer server(Path folder, int port, List<String> settings)
      throws IOException {
    File program = program(folder);
    RedisServerBuilder builder =
        RedisServer.newRedisServer()
            .executableProvider(() -> program)
            .port(port)
            .bind(HOST)
            .setting("save \"\"")
            .setting("dir " + folder);
    settings.forEach(builder::setting);
    return builder.build();
  }

  private static File program(Path folder) throws IOException {
    try {
      File program = ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
      Process version =
          new ProcessBuilder(program.getPath(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0 ? program : skip("it ends with " + version.exitValue());
    } catch (IOException | RuntimeException cannot) {
      return skip(cannot.toString());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static File skip(String reason) {
    String said = "skipped: the Redis server that the tests bring cannot run here: " + reason;
    System.out.println(said);
    return Assumptions.abort(said);
  }

  private static int freePort() throws IOException {
    int port = Integer.MAX_VALUE;
    while (port > HIGHEST_PORT) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
    }
    return port;
  }

  Address address() {
    return new Address(HOST, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    server.stop();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException cannot) {
                  throw new UncheckedIOException(cannot);
                }
              });
    }
  }
}
