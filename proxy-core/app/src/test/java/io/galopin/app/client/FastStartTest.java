package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that client commands do not wait for what only proxies need. */
class FastStartTest {

  private static final List<String> OF_A_PROXY =
      List.of(
          "io.galopin.engine.",
          "io.galopin.rules.",
          "io.galopin.journal.",
          "io.galopin.config.",
          "io.galopin.control.",
          "io.galopin.plugin.",
          "io.netty.",
          "io.vertx.",
          "org.pf4j.",
          "com.typesafe.",
          "ch.qos.logback.",
          "org.slf4j.",
          "javax.net.ssl.");

  @Test
  void loadsNothingOfAProxy() throws Exception {
    try (RecordingServer server = new RecordingServer()) {
      server.reply(200, "{}");
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xlog:class+load:stdout",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.galopin.app.Main",
                  "list",
                  "--host",
                  server.url())
              .redirectErrorStream(true)
              .start();
      String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(java.waitFor()).as(output).isZero();
      assertThat(server.asked()).hasSize(1);
      assertThat(output.lines())
          .anyMatch(line -> line.contains(" io.galopin.app.client.proxy.ListProxies "))
          .noneMatch(line -> OF_A_PROXY.stream().anyMatch(name -> line.contains(" " + name)));
    }
  }
}
