package io.galopin.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.promise.Stand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the JAR of plugins/example in a plugins folder, with its behavior, toxic and protocol. */
class ExamplePluginIT {

  private static final Path BUILT = Page.ROOT.resolve("plugins/example/target");

  @TempDir private Path folder;

  @BeforeEach
  void dropTheJar() throws IOException {
    try (Stream<Path> files = Files.list(BUILT)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, folder.resolve(jar.getFileName()));
      }
    }
  }

  @Test
  void isListed() {
    String plugins = "--plugins=" + folder;
    String jar = "(galopin-beanstalkd-1.0.0.jar, version 1.0.0)";

    assertThat(Ran.galopin("behaviors", plugins).out())
        .containsPattern("flapping .*" + quoted(jar));
    assertThat(Ran.galopin("toxics", plugins).out()).containsPattern("stutter .*" + quoted(jar));
    assertThat(Ran.galopin("protocols", plugins).out())
        .containsPattern("beanstalkd .*" + quoted(jar));
  }

  private static String quoted(String text) {
    return "\\Q" + text + "\\E";
  }

  @Test
  void actsOnWhatPasses() throws Exception {
    Path journal = folder.resolve("faults.jsonl");
    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> deleteAll(backend));
      server.start();
      Path file = Files.writeString(folder.resolve("jobs.conf"), configuration(backend));

      Ran ran =
          Ran.command(
              new RunCommand(
                  ready ->
                      assertThat(talk(Stand.port(ready.proxies().get(0))))
                          .containsExactly("DELETED", "DELETED", "INTERNAL_ERROR", "DELETED")),
              "--plugins",
              folder.toString(),
              "--config",
              file.toString(),
              "--journal",
              journal.toString());

      server.join();
      assertThat(ran.exitCode()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("  beanstalkd  ");
    }
    assertThat(Files.readString(journal))
        .contains("\"plugin\":\"flapping\"", "\"request\":\"delete\"", "\"plugin\":\"pauses\"");
  }

  private static String configuration(ServerSocket backend) {
    return """
        galopin {
          seed = 1
          proxies.jobs {
            listen = "127.0.0.1:0", upstream = "127.0.0.1:%d", protocol = beanstalkd
            behaviors { flapping = 100 }
            toxics { pauses { type = stutter, every = 4, pause = 10 ms } }
          }
          behaviors { flapping { up = 2, down = 1 } }
        }
        """
        .formatted(backend.getLocalPort());
  }

  /** Replies to one client as a server that has every job. */
  private static void deleteAll(ServerSocket backend) {
    try (Socket client = backend.accept()) {
      BufferedReader commands = reader(client);
      while (commands.readLine() != null) {
        client.getOutputStream().write("DELETED\r\n".getBytes(US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> talk(int port) {
    try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), port)) {
      proxy
          .getOutputStream()
          .write("delete 1\r\ndelete 2\r\ndelete 3\r\ndelete 4\r\n".getBytes(US_ASCII));
      proxy.shutdownOutput();
      return reader(proxy).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }
}
