package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoBackend;
import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

  @Test
  void saysWhereEachProxyListensAndWhatItDoes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("two.conf");
    Files.writeString(
        file,
        """
        galopin {
          seed = 7
          proxies {
            web { listen = "127.0.0.1:0", upstream = "127.0.0.1:1", protocol = http, behaviors = "20:delay" }
            raw { listen = "127.0.0.1:0", upstream = "127.0.0.1:2" }
          }
        }
        """);

    Ran ran = Ran.command(new RunCommand(proxies -> {}), "--config", file.toString());

    assertThat(ran.exitCode()).isZero();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches("web  127\\.0\\.0\\.1:[1-9]\\d* → 127\\.0\\.0\\.1:1  http  20:delay  seed 7");
    assertThat(lines.get(1))
        .matches("raw  127\\.0\\.0\\.1:[1-9]\\d* → 127\\.0\\.0\\.1:2  tcp  100:dummy  seed 7");
  }

  @Test
  void namesTheToxicsOfAProxy(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("toxics.conf");
    Files.writeString(
        file,
        """
        galopin.proxies.raw {
          listen = "127.0.0.1:0", upstream = "127.0.0.1:2"
          toxics = [{ type = latency, latency = 300 ms }, { name = narrow, type = bandwidth, rate = 50 }]
        }
        """);

    Ran ran =
        Ran.command(new RunCommand(proxies -> {}), "--config", file.toString(), "--seed", "7");

    assertThat(ran.out())
        .matches(
            "raw  127\\.0\\.0\\.1:[1-9]\\d* → 127\\.0\\.0\\.1:2  tcp  100:dummy"
                + "  toxics latency_downstream, narrow  seed 7\\R");
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 0\\.0\\.0\\.0", "[::], \\[::]"})
  void saysThatItListensOnAllAddressesAsItWasAskedTo(String all, String said) {
    String host = all.replaceAll("[\\[\\]]", "");

    Ran ran =
        Ran.command(
            new RunCommand(proxies -> {}),
            "--http",
            "--http-port=0",
            "--http-host=" + host,
            "--proxy=" + all + ":0",
            "--backend=localhost:1");

    assertThat(ran.out())
        .containsPattern("main  " + said + ":[1-9]\\d* → localhost:1 ")
        .containsPattern("http://" + said + ":[1-9]\\d* ");
  }

  @Test
  void choosesASeedAndSaysWhich() {
    Ran ran = Ran.command(new RunCommand(proxies -> {}), "--proxy", "127.0.0.1:0");

    assertThat(ran.out()).containsPattern("  seed \\d+");
  }

  @Test
  void takesANegativeSeed() {
    Ran ran = Ran.command(new RunCommand(p -> {}), "--proxy", "127.0.0.1:0", "--seed", "-5");

    assertThat(ran.out()).contains("  seed -5");
  }

  @Test
  void endsWithOneWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Ran ran = Ran.galopin("--proxy", address);

      assertThat(ran.err())
          .startsWith("galopin: proxy main: cannot listen on " + address + ": ")
          .endsWith(
              " (expected: a port that no other program uses; 0 picks a free one)"
                  + System.lineSeparator());
      assertThat(ran.err().lines()).hasSize(1);
      assertThat(ran.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void takesOptionsOfPluginsFromTheCommandLineAndWritesTheJournal(@TempDir Path folder)
      throws Exception {
    Path journal = folder.resolve("faults.jsonl");
    try (DemoBackend backend = new DemoBackend()) {
      String upstream = backend.address().toString();

      Ran ran =
          Ran.command(
              new RunCommand(ready -> assertThat(ask(ready.proxies().get(0))).isEqualTo(200)),
              ("--proxy 127.0.0.1:0 --protocol http --behavior 100:delay --seed 1"
                      + " --behavior-delay-sleep 0.01 --behavior-delay-before=false"
                      + " --protocol-http-overwrite-host-header --journal "
                      + journal
                      + " --backend "
                      + upstream)
                  .split(" "));

      assertThat(ran.exitCode()).isZero();
    }
    assertThat(Files.readAllLines(journal))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"seed\":1,\"origin\":\"injected\",\"proxy\":\"main\",\"connection\":1")
        .contains("\"plugin\":\"delay\",\"decision\":\"delay 10 ms\",\"request\":\"GET /asked\"");
  }

  @Test
  void takesRulesAndWhatDrawsAreKeyedByFromTheCommandLine() throws Exception {
    try (DemoBackend backend = new DemoBackend()) {
      Ran ran =
          Ran.command(
              new RunCommand(
                  ready -> {
                    Proxy proxy = ready.proxies().get(0);
                    assertThat(proxy.spec().drawBy()).hasToString("Optional[client.address]");
                    assertThat(ask(proxy)).isGreaterThanOrEqualTo(500);
                    assertThat(ask(proxy)).isEqualTo(200);
                    assertThat(ask(proxy)).isGreaterThanOrEqualTo(500);
                  }),
              "--proxy",
              "127.0.0.1:0",
              "--protocol=http",
              "--backend",
              backend.address().toString(),
              "--draw-by",
              "client.address",
              "--rule",
              "once error",
              "--rule=late: call 2 error");

      assertThat(ran.exitCode()).as(ran.err()).isZero();
    }
  }

  @Test
  void writesTheLogIntoAFileBehindWhatIsThere(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("galopin.log");
    Files.writeString(log, "yesterday\n");

    Ran ran =
        Ran.command(
            new RunCommand(proxies -> {}),
            ("--proxy 127.0.0.1:0 --stay-connected --log-output " + log).split(" "));

    assertThat(ran.err()).isEmpty();
    assertThat(Files.readAllLines(log).get(1))
        .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\S+ INFO  --stay-connected: .*");
  }

  @Test
  void writesTheLogToStandardErrorWithoutColorsUnlessThatIsATerminal() {
    String[] words = "--proxy 127.0.0.1:0 --stay-connected --log-output -".split(" ");

    assertThat(Ran.command(new RunCommand(proxies -> {}), words).err())
        .contains("INFO  --stay-connected: ")
        .doesNotContain("\u001B");
  }

  private static int ask(Proxy proxy) {
    String address = Address.of(proxy.address().orElseThrow()).toString();
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://" + address + "/asked")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
