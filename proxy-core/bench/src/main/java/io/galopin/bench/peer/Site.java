package io.galopin.bench.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where peers run: the Galopin to use, the folder with configuration templates, and the folder for
 * rendered configuration and logs. Templates and commands have placeholders such as
 * {@code @listen@}.
 *
 * @param galopin the launcher
 * @param beside the launcher of another Galopin, to compare with
 * @param configurations the folder with one or more templates per peer
 * @param work the folder in which each start gets its own folder
 */
public record Site(Path galopin, Optional<Path> beside, Path configurations, Path work) {

  /**
   * Open files that a relay has or keeps for other things. Galopin keeps up to 1,078 free, most of
   * them for the control API.
   */
  private static final int NOT_FOR_CONNECTIONS = 1_500;

  private static final List<String> FOLDERS_BESIDE_THE_PATH =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");
  private static final List<Path> NGINX_STREAM =
      List.of(
          Path.of("/usr/lib/nginx/modules/ngx_stream_module.so"),
          Path.of("/usr/lib64/nginx/modules/ngx_stream_module.so"));

  /**
   * Returns the peers that are available here. For each Galopin, the other Galopin is also added.
   */
  public List<Peer> contenders(List<Peer> peers) {
    return peers.stream()
        .flatMap(peer -> Stream.concat(Stream.of(peer), besideOf(peer).stream()))
        .filter(this::has)
        .toList();
  }

  private Optional<Peer> besideOf(Peer peer) {
    return beside
        .filter(launcher -> peer.program().equals(Peers.GALOPIN.program()))
        .map(launcher -> peer.startedBy(launcher.toString(), peer.name() + " beside"));
  }

  /** Returns whether a peer is available here. */
  public boolean has(Peer peer) {
    if (peer.isDirect()) {
      return true;
    }
    String program = program(peer);
    return Path.of(program).isAbsolute()
        ? Files.isExecutable(Path.of(program))
        : Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                FOLDERS_BESIDE_THE_PATH.stream())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Returns the program of a peer: a name on the path, or a path. */
  public String program(Peer peer) {
    return replace(peer.program(), places(work, 0, 0, 0));
  }

  /** Returns how many connections a relay's limit of open files allows. */
  public static int mostConnections() throws IOException {
    return (openFiles() - NOT_FOR_CONNECTIONS) / 2;
  }

  /** Returns a port on which nobody listens now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the values of the placeholders for one start. */
  Map<String, String> places(Path folder, int listen, int backend, int control) {
    return Map.of(
        "galopin", galopin.toString(),
        "folder", folder.toString(),
        "listen", Integer.toString(listen),
        "backend", Integer.toString(backend),
        "control", Integer.toString(control),
        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
        "nginx-stream", nginxStream(),
        "tls", TlsFiles.folder(work).toString());
  }

  /** Writes all configuration files into a folder. */
  void render(Map<String, String> places, Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> limits =
        Map.of(
            "files", Integer.toString(openFiles()),
            "connections", Integer.toString(mostConnections()));
    try (Stream<Path> files = Files.list(configurations)) {
      for (Path file : files.toList()) {
        Files.writeString(
            folder.resolve(file.getFileName().toString()),
            replace(replace(Files.readString(file), places), limits));
      }
    }
  }

  static String replace(String text, Map<String, String> places) {
    String replaced = text;
    for (Map.Entry<String, String> place : places.entrySet()) {
      replaced = replaced.replace("@" + place.getKey() + "@", place.getValue());
    }
    return replaced;
  }

  /**
   * Returns the line that loads nginx's stream module, which Debian's nginx needs and others have
   * built in.
   */
  private static String nginxStream() {
    return NGINX_STREAM.stream()
        .filter(Files::exists)
        .findFirst()
        .map(module -> "load_module " + module + ";")
        .orElse("");
  }

  private static int openFiles() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(limit -> limit.startsWith("Max open files"))
            .findFirst()
            .orElseThrow(() -> new IOException("/proc/self/limits: no limit of open files"));
    String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
    return soft.equals("unlimited") ? 1 << 20 : Integer.parseInt(soft);
  }
}
