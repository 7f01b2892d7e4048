package io.galopin.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of whose standard error nobody reads, which is a pipe that fills up. */
class UnreadErrorTest {

  private static final int AT_ONCE = 50;
  private static final int ROUNDS = 100;

  @TempDir private Path folder;

  private Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(List.of("io.galopin.app.Main", "--proxy", "127.0.0.1:0", "--protocol", "http"));
    command.addAll(List.of("--backend", "127.0.0.1:1", "--behavior", "100:error"));
    command.addAll(List.of("--behavior-error-status", "503", "--log-level", "debug"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).start();
  }

  private static int port(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String ready = out.readLine();
    return Integer.parseInt(ready.replaceFirst(".*?127\\.0\\.0\\.1:(\\d+) .*", "$1"));
  }

  /** Sends requests until there are thousands of lines to write. */
  private static void ask(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      byte[] requests = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(AT_ONCE).getBytes(UTF_8);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int round = 0; round < ROUNDS; round++) {
        socket.getOutputStream().write(requests);
        await(in, AT_ONCE);
      }
    }
  }

  private static void await(InputStream in, int replies) throws IOException {
    byte[] head = "HTTP/1.1 503".getBytes(UTF_8);
    int matched = 0;
    for (int left = replies; left > 0; ) {
      int next = in.read();
      assertThat(next).as("replies left: %s", left).isNotNegative();
      matched = next == head[matched] ? matched + 1 : next == head[0] ? 1 : 0;
      if (matched == head.length) {
        matched = 0;
        left--;
      }
    }
  }

  @Test
  void holdsUpNeitherTrafficNorTheEnd() throws Exception {
    Path journal = folder.resolve("faults.jsonl");
    Process process = start("--journal", journal.toString());

    ask(port(process));
    // Process.destroy closes the streams, too.
    process.toHandle().destroy();

    assertThat(process.waitFor()).isZero();
    try (var lines = Files.lines(journal)) {
      assertThat(lines.filter(line -> line.contains("\"injected\""))).hasSize(ROUNDS * AT_ONCE);
    }
  }

  @Test
  void isToldInTheEndWhatHappenedIfItReadsThen() throws Exception {
    Process process = start("--log-faults");

    ask(port(process));
    // Process.destroy closes the streams, too.
    process.toHandle().destroy();
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(said)
        .containsPattern("\\(\\d+ lines left out: ")
        .contains("summary: 1 connection, 5,000 exchanges, 5,000 faults\n")
        .containsPattern("seed \\d+; to repeat this run:\n  galopin --proxy .* --seed \\d+\n$");
  }
}
