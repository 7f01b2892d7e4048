package io.galopin.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoBackend;
import io.galopin.app.run.Ready;
import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {

  private static final int REQUESTS = 40;

  @TempDir private Path folder;
  private DemoBackend backend;
  private Path journal;

  @BeforeEach
  void begin() throws IOException {
    backend = new DemoBackend();
    journal = folder.resolve("faults.jsonl");
  }

  @AfterEach
  void end() {
    backend.close();
  }

  /** Sends each request on a new connection and returns the statuses. */
  private static List<Integer> ask(Proxy proxy, List<String> paths) {
    Address address = Address.of(proxy.address().orElseThrow());
    return paths.stream().map(path -> ask(address, path)).toList();
  }

  /** No client of a library does this: they keep connections, and send a request once more. */
  private static int ask(Address address, String path) {
    try (Socket client = new Socket(address.host(), address.port())) {
      String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(request.formatted(path, address).getBytes(US_ASCII));
      String reply = new String(client.getInputStream().readAllBytes(), UTF_8);
      return Integer.parseInt(reply.split(" ", 3)[1]);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> paths() {
    return Stream.iterate(1, i -> i <= REQUESTS, i -> i + 1).map(i -> "/" + i).toList();
  }

  private String[] at(String words) {
    return (words + " --proxy 127.0.0.1:0 --protocol http --backend " + backend.address())
        .split(" ");
  }

  private List<Integer> record(String... words) {
    List<Integer> answers = new ArrayList<>();
    Ran.command(
        new RunCommand(ready -> answers.addAll(ask(ready.proxies().get(0), paths()))), words);
    return answers;
  }

  private List<Integer> record() {
    return record(at("--behavior 30:error --seed 7 --journal " + journal));
  }

  private Ran replay(List<String> paths, List<Integer> answers, String... more) {
    return Ran.command(
        new ReplayCommand(ready -> answers.addAll(ask(ready.proxies().get(0), paths))),
        at(String.join(" ", journal.toString(), String.join(" ", more)).strip()));
  }

  @Test
  void injectsTheSameFaultsAgain() throws Exception {
    List<Integer> recorded = record();
    Path again = folder.resolve("again.jsonl");
    List<Integer> replayed = new ArrayList<>();

    Ran ran = replay(paths(), replayed, "--journal", again.toString());

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).doesNotContain("galopin: ", "WARN");
    assertThat(ran.out()).contains("seed 7");
    assertThat(recorded).hasSize(REQUESTS).contains(200).anyMatch(status -> status >= 500);
    assertThat(replayed).isEqualTo(recorded);
    assertThat(timeless(again)).isEqualTo(timeless(journal));
  }

  private static List<String> timeless(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.contains("\"origin\":\"summary\""))
        .map(line -> line.replaceAll("\"(time|rule)\":\"[^\"]*\"", ""))
        .toList();
  }

  @Test
  void saysWhereTheTrafficIsAnother() throws Exception {
    List<Integer> recorded = record();
    int failed = first(recorded);
    List<String> other = new ArrayList<>(paths().subList(0, failed + 1));
    other.set(failed, "/other");

    Ran ran = replay(other, new ArrayList<>());

    assertThat(ran.err())
        .contains(
            "main: connection %1$d, exchange 1 has another request: GET /other (recorded: GET /%1$d)"
                .formatted(failed + 1))
        .contains("did not happen: GET /");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(replay(other, new ArrayList<>(), "--lenient").exitCode()).isZero();
  }

  /** The journal hides queries and cuts long paths, but differences in them still count. */
  @ParameterizedTest
  @ValueSource(strings = {"/a?token=", "/longer/than/what/is/shown/"})
  void tellsApartWhatTheJournalDoesNotShow(String start) throws IOException {
    String path = start.endsWith("/") ? start + "x".repeat(200) : start;
    List<String> paths = List.of(path + "1", path + "2");
    Ran.command(
        new RunCommand(ready -> ask(ready.proxies().get(0), paths)),
        at("--behavior 100:error --seed 7 --journal " + journal));
    assertThat(Files.readString(journal)).contains("\"digest\":\"").doesNotContain(path);

    assertThat(replay(paths, new ArrayList<>()).err()).doesNotContain("WARN");
    List<String> swapped = List.of(paths.get(1), paths.get(0));
    Ran other = replay(swapped, new ArrayList<>());
    assertThat(other.err())
        .contains("main: connection 1, exchange 1 has another request: GET /")
        .contains("… (recorded: one that differs in what is not shown)");

    // An entry of an earlier version says no more than its text.
    Files.writeString(
        journal, Files.readString(journal).replaceAll("\"digest\":\"[0-9a-f]{6}\",", ""));
    assertThat(replay(swapped, new ArrayList<>()).err()).doesNotContain("WARN");
  }

  @Test
  void endsWithTheSameExitCodeWhenASignalEndsIt() throws Exception {
    record();

    assertThat(ended("replay " + journal)).isEqualTo(3);
    assertThat(ended("replay " + journal + " --lenient")).isZero();
  }

  /** Ends a process as soon as it is ready, and returns its exit code. */
  private int ended(String words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.galopin.app.Main"));
    command.addAll(List.of(at(words)));
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("main  ");
      process.toHandle().destroy();
      if (process.waitFor() == 3) {
        assertThat(process.errorReader().lines()).anyMatch(line -> line.contains("did not happen"));
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void doesNotSayItOfEachExchange() throws Exception {
    long failed = record().stream().filter(status -> status >= 500).count();
    List<String> others = paths().stream().map(path -> "/other" + path).toList();

    Ran ran = replay(others, new ArrayList<>());

    assertThat(ran.err().lines().filter(line -> line.contains("has another request")).count())
        .isBetween(1L, failed - 1);
  }

  private static int first(List<Integer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) >= 500) {
        return i;
      }
    }
    throw new AssertionError("nothing failed");
  }

  @Test
  void standsInForAProxyOfAnotherName() throws Exception {
    Path file = folder.resolve("web.conf");
    Files.writeString(
        file,
        """
        galopin { seed = 7, journal = "%s", proxies.web {
          listen = "127.0.0.1:0", upstream = "%s", protocol = http, behaviors = "30:error" } }
        """
            .formatted(journal, backend.address()));
    List<Integer> recorded = record("--config", file.toString());
    List<Integer> replayed = new ArrayList<>();

    Ran ran = replay(paths(), replayed);

    assertThat(ran.out()).startsWith("web  ");
    assertThat(replayed).isEqualTo(recorded);
  }

  @Test
  void saysWhatItDoesNotReplay() throws Exception {
    record();
    Files.writeString(
        journal,
        Files.readString(journal)
            + "{\"lost\":3}\n"
            + Files.readAllLines(journal).get(1).replaceAll(",\"done\":.*", "}")
            + "\n");

    assertThat(replay(paths(), new ArrayList<>()).err().lines())
        .startsWith(
            "galopin: "
                + journal
                + ": entries that are not replayed (toxics, network, counts of rules): 1",
            "galopin: "
                + journal
                + ": 3 entries were lost while it was written, so their faults are missing");
  }

  @Test
  void findsRequestsAgainByWhatTheirDrawsAreKeyedBy() {
    List<Integer> recorded =
        record(at("--behavior 30:error --seed 7 --draw-by http.path --journal " + journal));
    List<String> backwards = new ArrayList<>(paths());
    Collections.reverse(backwards);
    List<Integer> replayed = new ArrayList<>();

    Ran ran = replay(backwards, replayed);

    Collections.reverse(replayed);
    assertThat(replayed).isEqualTo(recorded);
    assertThat(ran.err()).doesNotContain("galopin: ", "WARN");
    assertThat(Ran.galopin(at("replay " + journal + " --draw-by http.method")))
        .isEqualTo(
            refused(
                "proxy main: draw-by: http.method (expected: http.path, as in the recorded run)"));
  }

  @Test
  void refusesAnotherProtocol() {
    record();

    assertThat(Ran.galopin("replay", journal.toString(), "--protocol", "tcp"))
        .isEqualTo(refused("proxy main: protocol: tcp (expected: http, as in the recorded run)"));
  }

  @Test
  void needsNoMoreThanTheJournal() throws Exception {
    Path file = folder.resolve("web.conf");
    Files.writeString(
        file,
        """
        galopin { seed = 7, journal = "%1$s", proxies {
          web { listen = "127.0.0.1:0", upstream = "%2$s", protocol = http, behaviors = "30:error",
            draw-by = http.path }
          raw { listen = "127.0.0.1:0", upstream = "%2$s" } } }
        """
            .formatted(journal, backend.address()));
    List<Integer> recorded = new ArrayList<>();
    Ran.command(
        new RunCommand(ready -> recorded.addAll(ask(named("web", ready), paths()))),
        "--config",
        file.toString());
    List<Integer> replayed = new ArrayList<>();

    Ran ran =
        Ran.command(
            new ReplayCommand(ready -> replayed.addAll(ask(named("web", ready), paths()))),
            journal.toString());

    assertThat(ran.err()).doesNotContain("galopin: ", "WARN");
    assertThat(ran.exitCode()).isZero();
    assertThat(recorded).contains(200).anyMatch(status -> status >= 500);
    assertThat(replayed).isEqualTo(recorded);
    assertThat(ran.out()).contains("web  ", "raw  ");
  }

  private static Proxy named(String name, Ready ready) {
    return ready.proxies().stream()
        .filter(proxy -> proxy.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Like the journal of an older version. */
  @Test
  void asksForWhatAJournalDoesNotName() throws Exception {
    record(at("--behavior 30:error --seed 7 --draw-by http.path --journal " + journal));
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(1, lines.size()));

    assertThat(Ran.galopin(at("replay " + journal)))
        .isEqualTo(
            refused(
                "--draw-by: missing (expected: the same as in the recorded run, see "
                    + journal
                    + ")"));
  }

  @Test
  void letsTheControlApiShowItsProxiesAndEndTheReplay() throws Exception {
    record();
    List<Integer> answers = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();

    Ran.command(
        new ReplayCommand(
            ready -> {
              Address control = Address.of(ready.control().orElseThrow());
              for (String path : List.of("/proxies", "/proxies/main/rules", "/behavior")) {
                shown.add(ask(control, path));
              }
              String host = "http://" + control;
              assertThat(Ran.galopin("behavior", "set", "100:error", "--host", host).exitCode())
                  .isZero();
              answers.addAll(ask(ready.proxies().get(0), paths()));
            }),
        at(journal + " --http --http-port 0"));

    assertThat(shown).containsOnly(200);
    assertThat(answers).allMatch(status -> status >= 500);
  }

  @Test
  void hasTheRunThatIsNamedOfAFileWithSeveral() {
    List<Integer> first = record();
    List<Integer> last = record(at("--behavior 30:error --seed 8 --journal " + journal));
    assertThat(first).isNotEqualTo(last);
    List<Integer> answers = new ArrayList<>();

    Ran ran = replay(paths(), answers, "--run", "1");

    assertThat(answers).isEqualTo(first);
    assertThat(ran.err())
        .contains(journal + ": replaying run 1 of 2, seed 7 (--run chooses another)\n");
    assertThat(replay(paths(), new ArrayList<>()).err()).contains("run 2 of 2, seed 8");
    assertThat(Ran.galopin(at("replay " + journal + " --run 3")))
        .isEqualTo(refused("--run: 3 (expected: 1 to 2, the runs in " + journal + ")"));
    assertThat(Ran.galopin(at("replay " + journal + " --run 0")).err())
        .startsWith("galopin: --run: 0 (expected: ");
  }

  /** The recording begins with a fault of the second rule. */
  @Test
  void hasTheDelaysOfRulesThatLetOthersActAgain() throws Exception {
    Path again = folder.resolve("again.jsonl");
    Ran.command(
        new RunCommand(ready -> ask(ready.proxies().get(0), paths())),
        Stream.concat(
                Stream.of(at("--seed 7 --journal " + journal)),
                Stream.of(
                    "--rule",
                    "slow: calls 2.. delay sleep=5ms continue",
                    "--rule",
                    "out: first 3 error"))
            .toArray(String[]::new));

    Ran ran = replay(paths(), new ArrayList<>(), "--journal", again.toString());

    assertThat(ran.exitCode()).isZero();
    assertThat(timeless(again)).isEqualTo(timeless(journal));
  }

  @Test
  void refusesWhatIsNoJournal() throws Exception {
    assertThat(Ran.galopin("replay"))
        .isEqualTo(refused("no journal (expected: galopin replay JOURNAL [OPTION...])"));
    assertThat(Ran.galopin(at("replay " + journal)))
        .isEqualTo(refused(journal + ": no such file (expected: a journal written by --journal)"));
    Files.write(journal, new byte[] {(byte) 0xC3, 0x28});
    assertThat(Ran.galopin(at("replay " + journal)))
        .isEqualTo(refused(journal + ": not text (expected: a journal written by --journal)"));
    Files.writeString(journal, "GET / HTTP/1.1\n");
    assertThat(Ran.galopin(at("replay " + journal)))
        .isEqualTo(
            refused(
                journal
                    + ":1: GET / HTTP/1.1 (expected: an entry of a journal, as --journal writes"
                    + " it)"));
  }

  @Test
  void refusesTheRecordOfOtherProxies() throws Exception {
    record();
    String line = Files.readAllLines(journal).get(1);
    Files.writeString(
        journal, line + "\n" + line.replace("\"proxy\":\"main\"", "\"proxy\":\"web\"") + "\n");

    assertThat(Ran.galopin(at("replay " + journal)))
        .isEqualTo(
            refused(
                journal
                    + ": proxy web (expected: one of main; --config takes the file of the"
                    + " recorded run)"));
  }

  @Test
  void refusesToWriteOverWhatItReads() {
    record();

    assertThat(Ran.galopin(at("replay " + journal + " --journal " + journal)))
        .isEqualTo(
            refused(
                "--journal: "
                    + journal
                    + " (expected: another file than the one that is replayed)"));
  }

  @Test
  void refusesWhatTheJournalDecides() {
    assertThat(Ran.galopin("replay", journal.toString(), "--seed", "1").err())
        .startsWith("galopin: unknown option: --seed");
  }

  private static Ran refused(String sentence) {
    return new Ran(2, "", "galopin: " + sentence + System.lineSeparator());
  }
}
