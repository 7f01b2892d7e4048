package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.galopin.app.client.RecordingServer;
import io.galopin.app.console.Command;
import io.galopin.app.demo.DemoCommand;
import io.galopin.app.exchange.ExchangesFileTest;
import io.galopin.app.journal.JournalFile;
import io.galopin.app.journal.JournalFileTest;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.config.ConfigLoader;
import io.galopin.config.GalopinConfig;
import io.galopin.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the README and docs/ show what really happens. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** A command that goes on until it is ended. */
  private static final Pattern FOLLOWED = Pattern.compile("^impair flap (?!.*--detach)");

  /** A link to a heading of this page or of another one. */
  private static final Pattern HEADING = Pattern.compile("\\]\\(((?:[^)#:]+\\.md)?)#([^)]*)\\)");

  /**
   * All languages on the pages are checked here, except "text" for pictures, and "java", which the
   * example's tests compare with their sources.
   */
  private static final List<String> LANGUAGES =
      List.of("sh", "console", "hocon", "json", "ini", "jsonl", "text", "java", "xml");

  @TempDir private Path folder;

  /** Returns the pages that are not followed from beginning to end. */
  static List<Page> pages() {
    return everyPage().stream().filter(page -> !page.name().equals(PluginGuideIT.PAGE)).toList();
  }

  static List<Page> everyPage() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasSamplesOfKnownKindsOnly(Page page) {
    assertThat(page.blocks())
        .allSatisfy(
            block -> assertThat(LANGUAGES).as("line " + block.line()).contains(block.language()));
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void linksToFilesThatExist(Page page) {
    Path place = Page.ROOT.resolve(page.name()).getParent();

    assertThat(LINK.matcher(page.text()).results().map(MatchResult::group).toList())
        .allSatisfy(link -> assertThat(place.resolve(target(link))).exists());
  }

  private static String target(String link) {
    return LINK.matcher(link).replaceFirst("$1");
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void linksToHeadingsThatExist(Page page) {
    Path place = Page.ROOT.resolve(page.name()).getParent();

    assertThat(HEADING.matcher(page.text()).results().toList())
        .allSatisfy(
            link -> {
              Path there = place.resolve(link.group(1)).normalize();
              Page shown = link.group(1).isEmpty() ? page : Page.of(there);
              assertThat(shown.anchors()).as(link.group()).contains(link.group(2));
            });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsConfigurationsThatLoad(Page page) {
    try (InstalledPlugins plugins = InstalledPlugins.builtIn()) {
      for (Page.Block block : page.blocks()) {
        if (List.of("hocon", "json", "ini").contains(block.language())) {
          GalopinConfig config =
              ConfigLoader.load(block.text(), page.name() + " from line " + block.line());
          assertThat(config.specs(plugins.catalog())).isNotEmpty();
          if (block.text().contains("scenarios")) {
            assertThat(Scenario.parse(block.text(), page.name()).explained()).isNotEmpty();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsCallsThatRun(Page page) {
    Stage stage = Stage.in(folder);
    for (List<String> call : page.calls()) {
      Ran ran = run(call, stage);

      // Nobody sends a request here, so a replay has its own exit code.
      int expected = Stage.isReplay(call) ? Command.MISSING : Command.OK;
      assertThat(ran.exitCode()).as("%s: %s", call, ran.err()).isEqualTo(expected);
      assertThat(ran.out()).as("%s", call).isNotEmpty();
    }
  }

  private static Ran run(List<String> call, Stage stage) {
    String[] words = stage.staged(call).toArray(String[]::new);
    if (Stage.isRun(call)) {
      return Ran.command(new RunCommand(ready -> {}), words);
    }
    if (Stage.isReplay(call)) {
      return Ran.command(
          new ReplayCommand(ready -> {}), Arrays.copyOfRange(words, 1, words.length));
    }
    if (Stage.isDemo(call)) {
      return Ran.command(new DemoCommand(3), Arrays.copyOfRange(words, 1, words.length));
    }
    if (Stage.isServer(call)) {
      return Ran.command(
          new ServerCommand(Map.of(), ready -> {}), Arrays.copyOfRange(words, 1, words.length));
    }
    return Stage.isClient(call) ? runClient(words) : Ran.galopin(words);
  }

  /** Runs a client command against a server that takes every call. */
  private static Ran runClient(String... words) {
    try (RecordingServer server = new RecordingServer()) {
      server.replyAlways(
          200,
          """
          {"behaviors": ["delay"], "behavior": "delay", "proxies": [{}], "toxics": [{}],
           "rules": [{}], "galopin": "0", "web": {"name": "web", "enabled": true}}\
          """);
      if (words[0].equals("exchanges")) {
        server.replyAlways(200, "{\"request\": \"GET /\", \"ms\": 1}\n".repeat(100));
      }
      if (words[0].equals("plugins")) {
        server.knows("/plugins", "{\"files\": []}");
      }
      // Following has no end.
      String[] ending =
          Arrays.stream(words).filter(word -> !word.equals("--follow")).toArray(String[]::new);
      String[] returning =
          Stream.concat(
                  Arrays.stream(ending),
                  FOLLOWED.matcher(String.join(" ", ending)).find()
                      ? Stream.of("--detach")
                      : words[0].equals("exchanges") && !List.of(words).contains("--count")
                          ? Stream.of("--count", "1")
                          : Stream.of())
              .toArray(String[]::new);
      return Ran.galopin(Stage.at(server.url(), returning));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  @Test
  void showsClientCommandsInTheHelpThatRun() {
    Stage stage = Stage.in(folder);
    List<List<String>> calls =
        Main.commandNames().stream()
            .flatMap(command -> Page.callsIn(afterExamples(command)).stream())
            .filter(Stage::isClient)
            .distinct()
            .toList();

    assertThat(calls).hasSizeGreaterThan(8);
    assertThat(calls).allSatisfy(call -> assertThat(run(call, stage).exitCode()).isZero());
  }

  @Test
  void showsCallsInTheHelpThatRun() {
    Stage stage = Stage.in(folder);
    List<List<String>> calls =
        Main.commandNames().stream()
            .flatMap(command -> Page.callsIn(afterExamples(command)).stream())
            .filter(Stage::isRun)
            .distinct()
            .toList();

    assertThat(calls).hasSizeGreaterThan(2);
    for (List<String> call : calls) {
      String[] words = stage.staged(call).toArray(String[]::new);
      assertThatCode(() -> Ran.command(new RunCommand(proxies -> {}), words))
          .as("%s", call)
          .doesNotThrowAnyException();
    }
  }

  private static String afterExamples(String command) {
    String help = Ran.galopin("help", command).out();
    return help.substring(help.indexOf("Example"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsWhatCallsSay(Page page) {
    Stage stage = Stage.in(folder);
    for (Page.Block block : page.blocks("console")) {
      List<List<String>> calls = Page.callsIn(block.text());
      assertThat(calls).as("line " + block.line()).hasSize(1);
      String expected = block.text().lines().skip(1).reduce("", (said, line) -> said + line + "\n");

      Ran ran = Ran.galopin(stage.staged(calls.get(0)).toArray(String[]::new));

      assertThat(ran.out() + ran.err()).isEqualToNormalizingNewlines(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsLinesThatAShellUnderstands(Page page) throws Exception {
    for (Page.Block block : page.blocks("sh")) {
      Path script = Files.writeString(folder.resolve("sample.sh"), block.text());
      Process bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
      assertThat(bash.waitFor()).as("line " + block.line()).isZero();
    }
  }

  @Test
  void showsAJournalAsItIsWritten() throws IOException {
    List<String> shown =
        pages().stream()
            .flatMap(page -> page.blocks("jsonl").stream())
            .flatMap(block -> block.text().lines())
            .filter(line -> line.contains("\"number\""))
            .toList();

    assertThat(shown).isNotEmpty();
    List<String> written = keysWritten();
    List<String> withoutFault = written.subList(0, written.indexOf("done"));
    assertThat(shown)
        .allSatisfy(
            line ->
                assertThat(keys(line))
                    .isEqualTo(line.contains("\"network\"") ? withoutFault : written));
  }

  private List<String> keysWritten() throws IOException {
    Path file = folder.resolve("journal");
    LinesPlace place = LinesPlace.of("--journal", file, System.out);
    JournalFile.open(place, JournalFileTest::oneEntry, 42, "{}").close();
    return keys(Files.readString(file));
  }

  @Test
  void showsExchangesAsTheyAreWritten() throws IOException {
    List<String> shown =
        pages().stream()
            .flatMap(page -> page.blocks("jsonl").stream())
            .flatMap(block -> block.text().lines())
            .filter(line -> line.contains("\"ms\""))
            .toList();
    Path file = folder.resolve("exchanges");
    ExchangesFileTest.writeOne(file);

    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(line -> assertThat(keys(line)).isEqualTo(keys(Files.readString(file))));
  }

  private static List<String> keys(String json) {
    Stream<MatchResult> keys = Pattern.compile("\"([\\w-]+)\":").matcher(json).results();
    return keys.map(key -> key.group(1)).toList();
  }
}
