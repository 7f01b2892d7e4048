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
 * Where peers run: which Galopin is meant, from which folder their configuration comes, and into
 * which it is written, with their logs. Files and commands have placeholders such as
 * {@code @listen@}.
 *
 * @param galopin its launcher
 * @param beside the launcher of another Galopin, to be compared with the first
 * @param configurations a file or more per peer
 * @param work the folder in which each start gets one of its own
 */
public record Site(Path galopin, Optional<Path> beside, Path configurations, Path work) {

  private static final List<String> FOLDERS_BESIDE_THE_PATH =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");
  private static final List<Path> NGINX_STREAM =
      List.of(
          Path.of("/usr/lib/nginx/modules/ngx_stream_module.so"),
          Path.of("/usr/lib64/nginx/modules/ngx_stream_module.so"));

  /** Those of the peers that can take part here, and the other Galopin for each that is one. */
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

  /** Whether a peer can take part here. */
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

  /** What is started for a peer: a name on the path, or a path. */
  public String program(Peer peer) {
    return replace(peer.program(), places(work, 0, 0, 0));
  }

  /** The most connections through a relay that its limit of open files allows. */
  public static int mostConnections() throws IOException {
    return (openFiles() - 1_000) / 2;
  }

  /** A port on which nobody listens now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What stands for what in the files of a start. */
  Map<String, String> places(Path folder, int listen, int backend, int control) {
    return Map.of(
        "galopin", galopin.toString(),
        "folder", folder.toString(),
        "listen", Integer.toString(listen),
        "backend", Integer.toString(backend),
        "control", Integer.toString(control),
        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
        "nginx-stream", nginxStream());
  }

  /** Writes all configurations into a folder. */
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

  /** Debian's nginx has it as a module to be loaded, others have it built in. */
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
