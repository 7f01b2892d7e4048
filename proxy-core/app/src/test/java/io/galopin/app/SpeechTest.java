package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoBackend;
import io.galopin.app.run.Ready;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a run says besides its log. */
class SpeechTest {

  private static final int COLUMNS = 80;

  private DemoBackend backend;

  @BeforeEach
  void start() throws IOException {
    backend = new DemoBackend();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  private String[] words(String more) {
    return Stream.concat(
            Stream.of(
                "--proxy",
                "127.0.0.1:0",
                "--protocol",
                "http",
                "--seed",
                "7",
                "--backend",
                backend.address().toString()),
            Arrays.stream(more.split(" (?=--)")).flatMap(option -> Stream.of(option.split(" ", 2))))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  private static Consumer<Ready> asking(String... paths) {
    return ready -> {
      String url = "http://" + Address.of(ready.proxies().get(0).address().orElseThrow());
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (String path : paths) {
        try {
          client.send(
              HttpRequest.newBuilder(URI.create(url + path)).build(),
              HttpResponse.BodyHandlers.discarding());
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
          throw new IllegalStateException(stopped);
        }
      }
    };
  }

  private Ran onTerminal(String more, String... paths) {
    return Ran.onNarrowTerminal(COLUMNS, new RunCommand(asking(paths)), words(more));
  }

  private Ran inPipe(String more, String... paths) {
    return Ran.command(new RunCommand(asking(paths)), words(more));
  }

  @Test
  void saysEachFaultOnATerminalInLinesThatFit() {
    Ran ran =
        onTerminal(
            "--rule orders: when http.path=/orders error status=503 --rule long: when http.path=/a* error",
            "/cart",
            "/orders",
            "/" + "a".repeat(60));

    List<String> faults = ran.err().lines().filter(line -> line.contains("FAULT")).toList();
    assertThat(faults).hasSize(2);
    assertThat(faults.get(0))
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} FAULT main #1/2 GET /orders: fail 503 \\(error by rule"
                + " orders\\)");
    assertThat(faults.get(1)).matches(".* FAULT main #1/3 GET /aaa[a]*…: fail \\d+.*").hasSize(80);
    assertThat(ran.err().lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(ran.err()).doesNotContain("\u001B");
    assertThat(ran.out().lines()).hasSize(1);
  }

  @Test
  void saysThemInAPipeOnlyIfAskedTo() {
    assertThat(inPipe("--behavior 100:error", "/a").err()).doesNotContain("FAULT");
    assertThat(inPipe("--behavior 100:error --log-faults", "/a").err())
        .containsPattern("FAULT main #1/1 GET /a: fail \\d+ \\(error\\)\n");
    assertThat(onTerminal("--behavior 100:error --log-faults=false", "/a").err())
        .doesNotContain("FAULT")
        .contains("summary: ");
  }

  @Test
  void saysNothingIfItIsToBeQuiet() {
    Ran ran = onTerminal("--behavior 100:error --quiet --log-faults", "/a");

    // The log may still have lines, for example about a slow machine.
    assertThat(ran.err()).doesNotContain("FAULT", "summary", "seed");
    assertThat(ran.out()).contains("  seed 7");
  }

  @Test
  void saysSomeOfManyAndHowManyMoreThereWere() {
    String[] paths = new String[300];
    Arrays.fill(paths, "/a");

    Ran ran = onTerminal("--behavior 100:error", paths);

    long said = ran.err().lines().filter(line -> line.contains("GET /a: fail")).count();
    long more =
        Pattern.compile("FAULT and (\\d+) more, not shown")
            .matcher(ran.err())
            .results()
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum();
    assertThat(said).isGreaterThanOrEqualTo(20).isLessThan(300);
    assertThat(said + more).isEqualTo(300);
    assertThat(ran.err()).contains("summary: 1 connection, 300 exchanges, 300 faults");
  }

  @Test
  void sumsUpWhatFiredAndWhatDidNotAndWhyAndHowToHaveItAgain() {
    Ran ran =
        inPipe(
            "--rule orders: when http.path=/orders first 1 error --rule cart: when http.path=/cart error"
                + " --behavior 100:delay --behavior-delay-sleep 1ms --toxic slow: latency latency=1"
                + " --toxic other: when client.address=::1 timeout",
            "/orders",
            "/orders");

    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            summary: 1 connection, 2 exchanges, 3 faults
              main: rule orders (when http.path=/orders once error): 1 fault
              main: delay of the mix 100:delay: 1 fault
              main: toxic slow (latency): on 1 connection
              main: rule cart (when http.path=/cart error) never fired: no match among 1 exchange; \
            the nearest: http.path: /orders (expected: http.path=/cart) at connection 1, exchange 2; 1 other did not reach \
            it, a rule before it acted on them and does not continue, the last: orders
              main: toxic other (timeout) never fired: none of 1 connections was within its \
            condition and trigger
            seed 7; to repeat this run:
              galopin %s
            """
                .formatted(quoted()));
  }

  private String quoted() {
    return "--proxy 127.0.0.1:0 --protocol http --seed 7 --backend "
        + backend.address()
        + " --rule 'orders: when http.path=/orders first 1 error'"
        + " --rule 'cart: when http.path=/cart error' --behavior 100:delay"
        + " --behavior-delay-sleep 1ms --toxic 'slow: latency latency=1'"
        + " --toxic 'other: when client.address=::1 timeout'";
  }

  @Test
  void remembersWhatWasTakenBackSince() {
    Ran ran =
        Ran.command(
            new RunCommand(
                asking("/a", "/b")
                    .andThen(ready -> ready.proxies().get(0).setRules(RuleSet.none()))
                    .andThen(ready -> ready.proxies().get(0).close())),
            words("--rule first: once error --rule never: call 9 error"));

    assertThat(ran.err())
        .contains("summary: 1 connection, 2 exchanges, 1 fault\n")
        .contains("  main: rule first (once error): 1 fault\n")
        .contains("  main: rule never (call 9 error) never fired: ")
        .contains(
            "seed 7; to repeat this run, except for what was changed meanwhile (2 changes):\n");
  }

  @Test
  void sumsUpWithoutTraffic() {
    Ran ran = inPipe("--rule once error");

    assertThat(ran.err())
        .startsWith("summary: no connections\n")
        .contains("never fired: no traffic, not one exchange came while it was set");
  }

  @Test
  void writesItWhereTheLogGoesUnlessStandardErrorIsATerminal(@TempDir Path folder)
      throws IOException {
    Path log = folder.resolve("galopin.log");
    String options = "--behavior 100:error --log-faults --log-output " + log;

    Ran ran = inPipe(options, "/a");

    assertThat(ran.err()).isEmpty();
    assertThat(Files.readString(log))
        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\S+ FAULT main #1/1 GET /a: ")
        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  summary: 1 connection, ");
    assertThat(onTerminal(options, "/a").err()).contains("FAULT", "summary: ");
  }

  @Test
  void showsEachExchangeAtLevelDebug() {
    assertThat(inPipe("--rule when http.path=/b error --log-level debug", "/a", "/b").err())
        .containsPattern("DEBUG main#1/1 GET /a: 200, \\d+ ms\n")
        .containsPattern("DEBUG main#1/2 GET /b: answered by Galopin: \\d+, \\d+ ms\n");
  }

  @Test
  void seed42DoesWhatTheReadmeShows() {
    String shown = Page.read("README.md").blocks("jsonl").get(0).text();
    String where =
        shown.replaceFirst(
            "(?s).*\"connection\":(\\d+),\"exchange\":(\\d+),.*\"decision\":\"([^\"]+)\".*",
            "#$1/$2 GET /cart: $3 (delay)\n");
    String[] paths = new String[4];
    Arrays.fill(paths, "/cart");

    Ran ran =
        Ran.command(
            new RunCommand(asking(paths)),
            "--proxy",
            "127.0.0.1:0",
            "--protocol",
            "http",
            "--backend",
            backend.address().toString(),
            "--behavior",
            "20:delay",
            "--seed",
            "42",
            "--log-faults");

    assertThat(ran.err().lines().filter(line -> line.contains("FAULT")).map(line -> line + "\n"))
        .singleElement()
        .asString()
        .endsWith("main " + where);
  }
}
