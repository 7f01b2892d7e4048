package io.galopin.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.galopin.app.demo.DemoBackend;
import io.galopin.app.options.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the installed program with its streams on a terminal, or not. */
class StreamsIT {

  private static final String NAME = "galopin-" + Version.number();

  @TempDir private static Path shared;
  private static Path program;
  @TempDir private Path folder;
  private Path out;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = Path.of("target", NAME + ".tar.gz").toAbsolutePath();
    run("tar", "-xzf", archive.toString(), "-C", shared.toString());
    Path home = shared.resolve(NAME);
    // No class data archive is created.
    Files.createFile(home.resolve(".galopin"));
    program = home.resolve("bin/galopin");
  }

  @BeforeEach
  void begin() {
    out = folder.resolve("out");
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("GALOPIN_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    Process process = builder.redirectOutput(out.toFile()).start();
    started.add(process);
    return process;
  }

  /** Returns the port on which it listens, when it says so. */
  private int port() {
    await().until(() -> Files.exists(out) && Files.readString(out).contains("  seed "));
    try {
      return Integer.parseInt(
          Files.readString(out).replaceFirst("(?s).*?127\\.0\\.0\\.1:(\\d+).*", "$1"));
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static boolean listens(int port) {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return client.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean isTerminalThere() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "true </dev/tty").start().waitFor() == 0;
  }

  private static void signal(String name, Process process) throws Exception {
    run("kill", "-" + name, Long.toString(process.pid()));
  }

  @Test
  void goesOnAtAHangUpUnlessThereIsATerminal() throws Exception {
    try (DemoBackend backend = new DemoBackend()) {
      Process galopin =
          start(
              program.toString(),
              "--proxy",
              "127.0.0.1:0",
              "--backend",
              backend.address().toString(),
              // It would have ended before the reply arrives.
              "--toxic",
              "latency latency=1500");
      int port = port();

      signal("HUP", galopin);

      if (isTerminalThere()) {
        assertThat(galopin.waitFor()).isZero();
        assertThat(listens(port)).isFalse();
      } else {
        assertThat(ask(port)).startsWith("Hello");
        galopin.toHandle().destroy();
        assertThat(new String(galopin.getErrorStream().readAllBytes(), UTF_8))
            .startsWith("summary: 1 connection");
        assertThat(galopin.waitFor()).isZero();
      }
    }
  }

  private static String ask(int port) throws IOException {
    try (InputStream reply = URI.create("http://127.0.0.1:" + port).toURL().openStream()) {
      return new String(reply.readAllBytes(), UTF_8);
    }
  }

  @Test
  void endsWithItsTerminal() throws Exception {
    assumeThat(Path.of("/usr/bin/script")).isExecutable();
    Process terminal =
        start(
            // If these tests ran under nohup, it would rightly go on.
            "/usr/bin/env",
            "--default-signal=HUP",
            "/usr/bin/script",
            "-qc",
            "stty cols 80; " + program + " --proxy 127.0.0.1:0 </dev/null",
            "/dev/null");
    int port = port();
    assertThat(listens(port)).isTrue();
    List<ProcessHandle> behind = terminal.descendants().toList();
    assertThat(behind).isNotEmpty();

    signal("KILL", terminal);

    // Not by its port alone: another server may be there as soon as it is free. Nor by its process
    // alone: where nobody asks for its exit code, it stays in the system's list.
    await().until(() -> !listens(port) || behind.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void keepsWhatItOpensApartFromStreamsThatAreClosed() throws Exception {
    Path journal = folder.resolve("faults.jsonl");
    Process galopin =
        start(
            "sh",
            "-c",
            "exec \"$0\" --proxy 127.0.0.1:0 --log-level debug --journal "
                + journal
                + " --toxic reset_peer <&- 2>&-",
            program.toString());
    int port = port();
    assertThat(listens(port)).isTrue();
    galopin.toHandle().destroy();

    assertThat(galopin.waitFor()).isZero();
    assertThat(Files.readAllLines(journal))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }
}
