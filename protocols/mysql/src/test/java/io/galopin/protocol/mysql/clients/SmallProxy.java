package io.galopin.protocol.mysql.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A proxy in a process of its own, with little memory. */
final class SmallProxy implements AutoCloseable {

  private final Process process;
  private final int port;

  private SmallProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static SmallProxy of(int backend) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:MaxDirectMemorySize=64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallProxy.class.getName(),
                    String.valueOf(backend)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = out.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the proxy did not start");
    }
    return new SmallProxy(process, Integer.parseInt(line.substring(5)));
  }

  int port() {
    return port;
  }

  /** Runs until its input ends. */
  public static void main(String[] backend) throws IOException {
    try (Front front = Front.of(Integer.parseInt(backend[0]))) {
      System.out.println("port " + front.port());
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
  }
}
