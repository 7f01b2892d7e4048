package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.ThirdPartyJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a plugin that ends the process is named, and that the exit code is not that of
 * success.
 */
class PluginExitIT {

  private static final String EXIT = "if (true) System.exit(0);";

  @TempDir private Path folder;

  @Test
  void namesTheJarThatEndsItWhileItIsLoaded() throws Exception {
    Path jar = jar("static { " + EXIT + " }");

    Process process = galopin("behaviors", "--plugins", folder.toString());
    String said = text(process);

    assertThat(said)
        .isEqualTo(
            "galopin: "
                + jar
                + " ends the process, with System.exit at third.party.A.<clinit>(A.java:10)\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void namesTheJarWhoseHookEndsIt() throws Exception {
    Path jar =
        jar(
            """
            static final class Bye implements Behavior {
              @Override public Decision onBeforeHandle(Exchange exchange) {
                %s
                return Decision.pass();
              }
            }
            """
                .formatted(EXIT));

    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          galopin(
              "--plugins",
              folder.toString(),
              "--proxy",
              "127.0.0.1:0",
              "--backend",
              "127.0.0.1:" + backend.getLocalPort(),
              "--behavior",
              "100:a");
      BufferedReader said = process.inputReader();
      String ready = said.readLine();
      int port = Integer.parseInt(ready.replaceFirst("main  127.0.0.1:([0-9]+) .*", "$1"));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write('x');
        assertThat(said.lines())
            .anyMatch(
                line ->
                    line.startsWith("galopin: " + jar + " ends the process, with System.exit at")
                        && line.contains("third.party.A$Bye.onBeforeHandle"));
      }
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  private Path jar(String members) {
    String made = members.contains("class Bye") ? "Bye()" : "Behavior() {}";
    return new ThirdPartyJar("a")
        .source(
            "third.party.A",
            """
            package third.party;
            import io.galopin.api.*;
            import org.pf4j.Extension;
            @Extension
            public class A implements BehaviorFactory {
              @Override public String name() { return "a"; }
              @Override public String description() { return "ends the process"; }
              @Override public Behavior create(Options options) { return new %s; }

              %s
            }
            """
                .formatted(made, members))
        .writeTo(folder.resolve("a.jar"));
  }

  private static Process galopin(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.galopin.app.Main"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
