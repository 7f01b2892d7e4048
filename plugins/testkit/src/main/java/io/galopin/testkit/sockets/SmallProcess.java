package io.galopin.testkit.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A proxy in a process of its own, with 64 MiB of heap and as much direct memory. */
public final class SmallProcess implements AutoCloseable {

  private static final String PORT = "port ";

  private final Process process;
  private final int port;

  private SmallProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a process with the class path of this one.
   *
   * @param main a class whose main method calls {@link #serve}
   */
  public static SmallProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = out.readLine();
    while (line != null && !line.startsWith(PORT)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the proxy did not start");
    }
    return new SmallProcess(process, Integer.parseInt(line.substring(PORT.length())));
  }

  /** In the new process: says where the proxy listens, and waits until the test is over. */
  public static void serve(SocketProxy proxy) throws IOException {
    try (proxy) {
      System.out.println(PORT + proxy.port());
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    }
  }

  /** Returns the port on which its proxy listens. */
  public int port() {
    return port;
  }

  /** Ends the process. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
  }
}
