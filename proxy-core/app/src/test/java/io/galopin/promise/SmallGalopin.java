package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Galopin in a separate process with 64 MiB of heap. */
public final class SmallGalopin implements AutoCloseable {

  private final Process process;
  private final Map<String, Integer> ports = new HashMap<>();

  private SmallGalopin(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it listens. Its last line must be that of a proxy. */
  public static SmallGalopin start(String... words) throws IOException {
    return start(1, words);
  }

  /** Starts it with a number of proxies. */
  public static SmallGalopin start(int proxies, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.add("io.galopin.app.Main");
    command.addAll(List.of(words));
    SmallGalopin galopin =
        new SmallGalopin(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    galopin.awaitPorts(proxies);
    return galopin;
  }

  private void awaitPorts(int proxies) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    while (ports.size() < proxies) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("it ended before it listened");
      }
      String host = "  127.0.0.1:";
      int address = line.indexOf(host);
      if (address > 0) {
        String port = line.substring(address + host.length()).split("[^0-9]", 2)[0];
        ports.put(line.substring(0, address).strip(), Integer.parseInt(port));
      }
    }
  }

  /** Returns the port of a proxy. */
  public int port(String proxy) {
    return ports.get(proxy);
  }

  /** Returns a URI at a proxy. */
  public URI uri(String proxy, String path) {
    return URI.create("http://127.0.0.1:" + port(proxy) + path);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor()).isZero();
  }
}
