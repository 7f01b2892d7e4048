package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The installed program, run as a process with a minimal environment: the Java of this test and the
 * commands that every system has.
 *
 * @param program the path of the program
 * @param environment more variables
 */
record Installed(Path program, Map<String, String> environment) {

  /** Returns the same program with another path. */
  Installed from(Path link) {
    return new Installed(link, environment);
  }

  /** Runs it to its end. */
  Ran run(String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("galopin", ".out");
    Path err = Files.createTempFile("galopin", ".err");
    try {
      Process process =
          builder(List.of(words)).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      return new Ran(process.waitFor(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts it, with standard output and standard error in one stream. */
  Process start(String... words) throws IOException {
    return builder(List.of(words)).redirectErrorStream(true).start();
  }

  /**
   * Runs it until it is ready, then ends it.
   *
   * @return its first line
   */
  String runUntilReady(List<String> words) throws IOException, InterruptedException {
    Process process = start(words.toArray(String[]::new));
    try (BufferedReader output = process.inputReader()) {
      StringBuilder said = new StringBuilder();
      String line = output.readLine();
      while (line != null && !line.contains("  seed ")) {
        said.append(line).append('\n');
        line = output.readLine();
      }
      assertThat(line).as("said before: %s", said).isNotNull();
      process.destroy();
      assertThat(process.waitFor()).as("exit code after SIGTERM").isZero();
      return line;
    }
  }

  private ProcessBuilder builder(List<String> words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
