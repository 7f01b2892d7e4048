package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.app.console.Command;
import io.galopin.app.options.ControlOptions;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-host 127.0.0.1 -port 0 -seed 7 -runtime-metrics -proxy-metrics",
        "--host=127.0.0.1 --port=0 --seed=7",
        "-host=127.0.0.1 -port=0 -seed=7 -proxy-metrics=false"
      })
  void takesToxiproxysOptionsAndMakesNoProxy(String words) {
    AtomicReference<Ready> seen = new AtomicReference<>();

    Ran ran = Ran.command(new ServerCommand(Map.of(), seen::set), words.split(" "));

    assertThat(ran.out()).matches("control API  http://127\\.0\\.0\\.1:[1-9]\\d*  seed 7\\R");
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            summary: no connections
            seed 7; to repeat this run:
              galopin server %s
            """
                .formatted(words.replaceAll("(?<=^| )-(?=[a-z])", "--")));
    assertThat(ran.exitCode()).isZero();
    assertThat(seen.get().proxies()).isEmpty();
  }

  @Test
  void runsTheProxiesOfAListOfToxiproxy(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("toxiproxy.json");
    Files.writeString(
        file,
        """
        [{"name": "web", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:1"},
         {"name": "off", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:1", "enabled": false}]
        """);
    AtomicReference<Ready> seen = new AtomicReference<>();

    Ran ran =
        Ran.command(
            new ServerCommand(Map.of(), seen::set),
            ("-host 127.0.0.1 -port 0 -config " + file).split(" "));

    assertThat(ran.out().lines().map(line -> line.split(" ")[0]))
        .containsExactly("web", "off", "control");
    assertThat(seen.get().proxies())
        .extracting(proxy -> proxy.spec().name())
        .containsExactly("web", "off");
  }

  @ParameterizedTest
  @CsvSource({
    "-proxy-metrics, toxiproxy_proxy_received_bytes_total, jvm_",
    "-runtime-metrics, jvm_, toxiproxy_proxy_received_bytes_total"
  })
  void showsTheMetricsThatAreAskedFor(
      String option, String shown, String hidden, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("one.json");
    Files.writeString(
        file, "[{\"name\": \"a\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"127.0.0.1:1\"}]");
    AtomicReference<String> metrics = new AtomicReference<>();

    Ran.command(
        new ServerCommand(Map.of(), ready -> metrics.set(scrape(ready))),
        ("-host 127.0.0.1 -port 0 -config " + file + " " + option).split(" "));

    assertThat(metrics.get()).contains(shown).doesNotContain(hidden);
  }

  private static String scrape(Ready ready) {
    URI metrics = URI.create("http://" + Address.of(ready.control().orElseThrow()) + "/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void warnsOfAPublicHostWithoutAToken() {
    String[] words = "-host 0.0.0.0 -port 0".split(" ");

    Ran open = Ran.command(new ServerCommand(Map.of(), ready -> {}), words);
    Ran closed =
        Ran.command(
            new ServerCommand(Map.of(ControlOptions.TOKEN_VARIABLE, "sesame"), ready -> {}), words);

    assertThat(open.exitCode()).isZero();
    assertThat(open.err()).contains("WARN", "the control API on 0.0.0.0 has no token");
    assertThat(closed.err()).doesNotContain("WARN");
  }

  @Test
  void takesTheLevelOfTheLogFromTheEnvironmentUnlessItIsGiven() {
    Map<String, String> quiet = Map.of("LOG_LEVEL", "error");

    assertThat(
            Ran.command(new ServerCommand(quiet, ready -> {}), "-host", "0.0.0.0", "-port", "0")
                .err())
        .doesNotContain("WARN");
    assertThat(
            Ran.command(
                    new ServerCommand(quiet, ready -> {}),
                    "-host",
                    "0.0.0.0",
                    "-port",
                    "0",
                    "--log-level",
                    "warn")
                .err())
        .contains("has no token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          server -port x          | --port: x (expected: a whole number from 0 to 65535)
          server --bizarre        | unknown option: --bizarre (expected: see galopin server --help)
          server -prot 1          | unknown option: -prot (expected: --port? Or see galopin server --help)
          server -config /no/such | configuration: /no/such (expected: a file that is there)
          server more             | unexpected argument: more (expected: options only; see galopin server --help)
          """)
  void refusesWhatItDoesNotUnderstand(String words, String sentence) {
    Ran ran = Ran.galopin(words.split(" "));

    assertThat(ran.err()).isEqualToIgnoringNewLines("galopin: " + sentence);
    assertThat(ran.exitCode()).isEqualTo(Command.WRONG);
  }

  @Test
  void namesTheVariableThatIsWrong() {
    ServerCommand server = new ServerCommand(Map.of("LOG_LEVEL", "loud"), ready -> {});

    assertThatThrownBy(() -> Ran.command(server))
        .hasMessage("LOG_LEVEL: loud (expected: one of trace, debug, info, warn, error)");
  }

  @Test
  void tellsItsVersion() {
    assertThat(Ran.galopin("server", "-version")).isEqualTo(Ran.galopin("--version"));
  }
}
