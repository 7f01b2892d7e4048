package io.galopin.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.galopin.app.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs scenarios in real time, with real sockets. */
class RunScenarioTest {

  @TempDir Path folder;

  private HttpServer web;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stop() {
    web.stop(0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String file(String stages) throws IOException {
    String proxy = "127.0.0.1:" + freePort();
    String text =
        """
        galopin {
          proxies.web { listen = "PROXY", upstream = "WEB", protocol = http }
          scenarios.short {
            baseline { for = 300 ms }
            steady { http = "http://PROXY/", every = 20 ms }
            stages = [ STAGES ]
          }
        }
        """;
    return Files.writeString(
            folder.resolve("short.conf"),
            text.replace("PROXY", proxy)
                .replace("WEB", "127.0.0.1:" + web.getAddress().getPort())
                .replace("STAGES", stages))
        .toString();
  }

  @Test
  void passesWithAReport() throws IOException {
    String file =
        file(
            "{ name = slow, for = 1 m, until { faults = 20 }, proxy = web, rule = \"delay"
                + " sleep=1ms\" }, { name = calm, for = 300 ms }");

    Ran ran = Ran.galopin("scenario", "run", file, "--seed", "7", "--report", folder + "/report");

    assertThat(ran.exitCode()).as("%s", ran).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("slow: 1 min, rule delay sleep=1ms", "short: PASS", "seed 7; again: ");
    assertThat(ran.out()).contains("report: " + folder.resolve("report/report.html"));
    assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("report/junit.xml")))
        .contains("tests=\"4\" failures=\"0\" errors=\"0\"");
    assertThat(Files.readString(folder.resolve("report/report.json")))
        .contains("\"verdict\" : \"PASS\"", "\"seed\" : 7", "scenario run " + file + " --seed 7");
  }

  @Test
  void runsNothingIfTheReportCannotBeWritten() throws IOException {
    String file = file("{ name = slow, for = 400 ms, proxy = web, rule = \"delay sleep=1ms\" }");

    Ran ran = Ran.galopin("scenario", "run", file, "--report", file);

    assertThat(ran.exitCode()).as("%s", ran).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "--report: " + file + ": is not a folder (expected: a folder that can be written)");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void failsWhatWasBroken() throws IOException {
    Ran ran =
        Ran.galopin(
            "scenario", "run", file("{ name = gone, for = 1 s, proxy = web, outage = true }"));

    assertThat(ran.exitCode()).as("%s", ran).isEqualTo(3);
    assertThat(ran.out()).contains("gone: steady: errors <= 0%, seen ");
  }

  @Test
  void saysNothingWhereNothingFired() throws IOException {
    Ran ran =
        Ran.galopin(
            "scenario",
            "run",
            file("{ for = 400 ms, proxy = web, rule = \"when http.path=/none error\" }"));

    assertThat(ran.exitCode()).as("%s", ran).isEqualTo(4);
    assertThat(ran.out()).contains("short: INCONCLUSIVE", "never fired at web");
  }

  @Test
  void cannotWithoutAServer() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"), "galopin.scenarios.one.stages = [ { for = 1 s } ]");

    Ran ran = Ran.galopin("scenario", "run", file.toString(), "--host", "127.0.0.1:" + freePort());

    assertThat(ran.exitCode()).as("%s", ran).isEqualTo(1);
    assertThat(ran.err()).contains("a running control API");
  }
}
