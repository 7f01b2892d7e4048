package io.galopin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a command that runs as a process is ended. */
enum Ending {
  CTRL_C,
  SIGKILL;

  /** Starts a command whose words have no spaces. */
  static Process start(String words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(Arrays.asList(words.split(" ")));
    return start(new ProcessBuilder(command));
  }

  /** Starts a command with one stream for all that it says. */
  static Process start(ProcessBuilder command) throws IOException {
    return command.redirectErrorStream(true).start();
  }

  /** Ends a process. Returns when it is gone, after SIGKILL; otherwise when it has been told. */
  void of(Process command) {
    try {
      if (this == SIGKILL) {
        command.toHandle().destroyForcibly();
        command.waitFor();
      } else {
        new ProcessBuilder("kill", "-" + interrupt(), Long.toString(command.pid()))
            .start()
            .waitFor();
      }
    } catch (IOException cannot) {
      throw new AssertionError(cannot);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ctrl-C; or what does the same, where this test runs in the background, which ignores Ctrl-C.
   */
  private static String interrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "INT";
    }
    long ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
            .findFirst()
            .orElse(0);
    return (ignored & 2) == 0 ? "INT" : "TERM";
  }
}
