package io.galopin.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of TLS in another language: connects for each line of its input, and says how it was.
 */
final class ClientProgram implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final OutputStream questions;

  /**
   * Starts it.
   *
   * @param interpreter a name on the path
   * @param script the name of a test resource
   */
  ClientProgram(String interpreter, String script, Path folder, List<String> arguments)
      throws IOException {
    Path file = folder.resolve(script);
    try (InputStream resource =
        Objects.requireNonNull(getClass().getResourceAsStream("/clients/" + script))) {
      Files.copy(resource, file);
    }
    List<String> command = new ArrayList<>(List.of(interpreter, file.toString()));
    command.addAll(arguments);
    process =
        new ProcessBuilder(command).redirectError(folder.resolve(script + ".err").toFile()).start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    questions = process.getOutputStream();
  }

  /** Returns what became of a connection. */
  String connect(String name, String setting) throws IOException {
    questions.write((name + " " + setting + "\n").getBytes(UTF_8));
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the client has ended: " + process.info().commandLine().orElse("?"));
    }
    return answer;
  }

  /** Returns the last line that a command prints with one of the words; its exit code if none. */
  static String said(List<String> command, String words) throws IOException, InterruptedException {
    Process once = new ProcessBuilder(command).redirectErrorStream(true).start();
    // It gets no input, which it may not want.
    once.getOutputStream().close();
    String found = null;
    for (String line : new String(once.getInputStream().readAllBytes(), UTF_8).lines().toList()) {
      found = line.contains(words) ? line : found;
    }
    int code = once.waitFor();
    return found == null ? "exit code " + code : found;
  }

  /** Whether a program is on the path. */
  static boolean isThere(String program) {
    return Stream.of(path().split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String path() {
    @Nullable String path = System.getenv("PATH");
    return path == null ? "" : path;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
