package io.galopin.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoBackend;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what a run on a terminal says when it is told to end. */
class EndingIT {

  @Test
  void saysWhyTheEndTakesAMomentAndThenSumsUp() throws Exception {
    try (DemoBackend backend = new DemoBackend()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dgalopin.terminals=none,err",
                  "-Dgalopin.columns=80",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "--proxy",
                  "127.0.0.1:0",
                  "--backend",
                  backend.address().toString())
              .start();
      BufferedReader err = process.errorReader(UTF_8);
      String ready = process.inputReader(UTF_8).readLine();
      int port = Integer.parseInt(ready.replaceFirst(".*?127\\.0\\.0\\.1:(\\d+) .*", "$1"));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
        assertThat(client.getInputStream().read()).isEqualTo('H');

        process.toHandle().destroy();

        assertThat(err.readLine()).isEmpty();
        assertThat(err.readLine())
            .isEqualTo("ending: open connections have up to 5 s to finish (1)");
      }
      List<String> rest = err.lines().toList();
      assertThat(process.waitFor()).isZero();
      assertThat(rest.get(1)).contains("summary: ").endsWith("1 connection, no fault");
      assertThat(rest).allMatch(line -> line.length() <= 80 || line.contains("\u001B"));
    }
  }
}
