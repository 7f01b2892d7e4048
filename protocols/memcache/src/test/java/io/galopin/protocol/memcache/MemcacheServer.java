package io.galopin.protocol.memcache;

import io.galopin.engine.socket.Address;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The real {@code memcached}, if it is installed, on a free loopback port. */
final class MemcacheServer implements AutoCloseable {

  private final Process process;
  private final Path ports;
  private final Address address;

  private MemcacheServer(Path program) throws IOException {
    ports = Files.createTempFile("memcached", ".ports");
    Files.delete(ports);
    List<String> command = new ArrayList<>(List.of(program.toString(), "-U", "0", "-p", "-1"));
    command.addAll(List.of("-l", "127.0.0.1", "-I", "16m"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "root"));
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("MEMCACHED_PORT_FILENAME", ports.toString());
    process = builder.start();
    address = new Address("127.0.0.1", Awaitility.await().until(this::port, port -> port > 0));
  }

  static Optional<Path> program() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "memcached"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static MemcacheServer start() throws IOException {
    return new MemcacheServer(program().orElseThrow());
  }

  /** Returns the port if memcached has written it into its file; otherwise 0. */
  private int port() throws IOException {
    if (!Files.exists(ports)) {
      return 0;
    }
    return Files.readAllLines(ports).stream()
        .filter(line -> line.startsWith("TCP INET: "))
        .mapToInt(line -> Integer.parseInt(line.substring("TCP INET: ".length()).trim()))
        .findFirst()
        .orElse(0);
  }

  Address address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    // It has nothing to save, and takes a second to end when it is asked to.
    process.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    Files.deleteIfExists(ports);
  }
}
