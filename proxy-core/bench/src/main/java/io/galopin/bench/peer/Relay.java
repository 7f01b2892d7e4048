package io.galopin.bench.peer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running peer between its own port and a backend, both on loopback. For {@link Peer#DIRECT}, its
 * port is the backend's. Closing it ends its processes.
 */
public final class Relay implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Peer peer;
  private final int port;
  private final int control;
  private final Path log;
  private final Optional<Process> process;

  private Relay(Peer peer, int port, int control, Path log, Optional<Process> process) {
    this.peer = peer;
    this.port = port;
    this.control = control;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a peer without waiting.
   *
   * @throws IOException if the program does not exist
   */
  public static Relay launch(Peer peer, int backend, Site site) throws IOException {
    if (peer.isDirect()) {
      return new Relay(peer, backend, 0, site.work(), Optional.empty());
    }
    Path folder =
        site.work().resolve(peer.name().replace(' ', '-') + "-" + STARTED.incrementAndGet());
    int port = Site.freePort();
    int control = Site.freePort();
    Path log = folder.resolve("output.log");
    Map<String, String> places = site.places(folder, port, backend, control);
    site.render(places, folder);
    List<String> command = peer.command().stream().map(part -> Site.replace(part, places)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(peer.environment());
    return new Relay(peer, port, control, log, Optional.of(Children.start(builder)));
  }

  /**
   * Starts a peer and waits until it listens.
   *
   * @throws IOException if it never listens
   */
  public static Relay start(Peer peer, int backend, Site site) throws IOException {
    Relay relay = launch(peer, backend, site);
    try {
      relay.awaitListening();
      return relay;
    } catch (IOException failure) {
      relay.close();
      throw failure;
    }
  }

  /** Returns when the relay accepts a connection, which is closed at once. */
  public void awaitListening() throws IOException {
    await(address());
  }

  /** Does the same for the control API. */
  public void awaitControl() throws IOException {
    await(control());
  }

  private void await(InetSocketAddress address) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!accepts(address)) {
      if (process.isPresent() && !process.get().isAlive()) {
        throw new IOException("it ended with status " + process.get().exitValue() + lastWords());
      }
      if (System.nanoTime() > end) {
        throw new IOException("it did not listen within " + PATIENCE.toSeconds() + " s");
      }
    }
  }

  /** Returns a colon and the last line that the peer wrote. */
  private String lastWords() throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
  }

  private static boolean accepts(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (ConnectException notYet) {
      pause();
      return false;
    }
  }

  /** Waits for a short time, which is part of the measured start. */
  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(1);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", end);
    }
  }

  public Peer peer() {
    return peer;
  }

  /** Returns the address to which clients connect. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Returns the address of its control API, if it has one. */
  public InetSocketAddress control() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), control);
  }

  /** Returns the CPU time so far, in seconds; 0 without a process. */
  public double cpuSeconds() throws IOException {
    return process.isPresent() ? Usage.cpuSeconds(process.get().toHandle()) : 0;
  }

  /** Returns the resident memory, in bytes; 0 without a process. */
  public long residentBytes() throws IOException {
    return process.isPresent() ? Usage.residentBytes(process.get().toHandle()) : 0;
  }

  /** Returns the largest resident memory so far, in bytes; 0 without a process. */
  public long peakBytes() throws IOException {
    return process.isPresent() ? Usage.peakBytes(process.get().toHandle()) : 0;
  }

  /** Returns the number of open descriptors; 0 without a process. */
  public long descriptors() throws IOException {
    return process.isPresent() ? Usage.descriptors(process.get().toHandle()) : 0;
  }

  /** Returns the number of threads; 0 without a process. */
  public long threads() throws IOException {
    return process.isPresent() ? Usage.threads(process.get().toHandle()) : 0;
  }

  /** Makes a JVM collect garbage and waits for the end. Does nothing for other peers. */
  public void collect() throws IOException, InterruptedException {
    ask("GC.run");
  }

  /** Returns the live bytes on the heap of a JVM, after a collection; 0 for other peers. */
  public long liveBytes() throws IOException, InterruptedException {
    collect();
    return Usage.used(ask("GC.heap_info"));
  }

  /** Returns the output of jcmd, if the peer is a JVM. */
  private String ask(String command) throws IOException, InterruptedException {
    if (!peer.jvm() || process.isEmpty()) {
      return "";
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Path answer = Files.createTempFile("jcmd", ".txt");
    try {
      Process asking =
          Children.start(
              new ProcessBuilder(jcmd, Long.toString(process.get().pid()), command)
                  .redirectErrorStream(true)
                  .redirectOutput(answer.toFile()));
      asking.waitFor();
      Children.end(asking);
      return Files.readString(answer);
    } finally {
      Files.delete(answer);
    }
  }

  @Override
  public void close() {
    process.ifPresent(Children::end);
  }
}
