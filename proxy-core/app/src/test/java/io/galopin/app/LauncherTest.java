package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests when the launcher creates its archive, with a fake Java that only records its arguments.
 */
class LauncherTest {

  private static final String PREPARING = "galopin: preparing for fast starts, only this once\n";

  /** Creates the archive if it is told to. A run lasts until its input ends. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$CALLS"
      dump=
      for word; do
        case $word in
          -Xshare:dump) dump=yes ;;
          -XX:SharedArchiveFile=*) archive=${word#*=} ;;
          --long) cat ;;
        esac
      done
      [ -z "$dump" ] || eval "$DUMP"
      """;

  /**
   * Replaces the sleep before an archive is created in the background. Ends when a test allows it.
   */
  private static final String SLEEP =
      """
      #!/bin/sh
      echo $PPID >>"$BUILDERS"
      until [ -e "$GO" ]; do PATH=/usr/bin:/bin sleep 0.1; done
      """;

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Path home;
  private Path calls;
  private Path builders;
  private Path go;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("../../galopin"), home.resolve("bin/galopin"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/galopin.jar"), "a jar");
    Files.createDirectories(folder.resolve("jdk/bin"));
    command("jdk/bin/java", JAVA);
    command("sleep", SLEEP);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    builders = Files.createFile(folder.resolve("builders"));
    go = folder.resolve("go");
    calls = Files.createFile(folder.resolve("calls"));
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("HOME", folder.toString());
    environment.put("PATH", folder + ":/usr/bin:/bin");
    environment.put("CALLS", calls.toString());
    environment.put("BUILDERS", builders.toString());
    environment.put("GO", go.toString());
    environment.put("DUMP", "echo classes >\"$archive\"");
  }

  private void command(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Lets the background processes create archives, and waits for their end. */
  private void letThemMake(int number) throws Exception {
    assertThat(Waiting.until(() -> Files.readAllLines(builders).size() == number)).isTrue();
    Files.createFile(go);
    for (String builder : Files.readAllLines(builders)) {
      assertThat(Waiting.until(() -> isOver(Long.parseLong(builder)))).isTrue();
    }
  }

  /** A process whose exit code nobody has asked for has no command any more. */
  private static boolean isOver(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isEmpty();
  }

  private Installed galopin() {
    return new Installed(home.resolve("bin/galopin"), environment);
  }

  private Ran now() throws Exception {
    environment.put("GALOPIN_ARCHIVE", "now");
    return galopin().run("--version");
  }

  private List<Path> kept() throws IOException {
    return files(home.resolve(".galopin"));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Checks an archive, what it was made of, and the messages. */
  private static void assertWhole(List<Path> files) {
    assertThat(files)
        .extracting(file -> file.getFileName().toString().replaceFirst("^start-17-[0-9]+", "*"))
        .containsExactly("*", "*.log", "*.of");
    assertThat(files.get(0)).hasContent("classes");
  }

  private long dumps() throws IOException {
    return Files.readString(calls).lines().filter(call -> call.contains("-Xshare:dump")).count();
  }

  private String lastCall() throws IOException {
    List<String> all = Files.readAllLines(calls);
    return all.get(all.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "-V",
        "--help",
        "run --help",
        "run -h",
        "server -version",
        "list",
        "--host localhost:1 list",
        "-h localhost:1 list",
        "help run",
        "demo",
        "completion bash",
        ""
      })
  void nothingIsMadeForWhatIsSoonOver(String words) throws Exception {
    String[] typed = words.isEmpty() ? new String[0] : words.split(" ");

    assertThat(galopin().run(typed)).isEqualTo(new Ran(0, "", ""));

    assertThat(Files.readAllLines(calls)).hasSize(1);
    assertThat(home.resolve(".galopin")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --long", "server --long", "replay faults.jsonl --long", "--long"})
  void aRunThatGoesOnHasItMadeInTheBackground(String words) throws Exception {
    Process first = galopin().start(words.split(" "));
    Process second = galopin().start(words.split(" "));
    letThemMake(2);
    first.outputWriter().close();
    second.outputWriter().close();

    assertThat(first.inputReader().lines()).isEmpty();
    assertThat(second.inputReader().lines()).isEmpty();
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertWhole(kept());
    assertThat(dumps()).isEqualTo(1);
    galopin().run("list");
    assertThat(lastCall()).contains("-XX:SharedArchiveFile=" + kept().get(0) + " ");
  }

  @Test
  void aRunThatIsSoonOverHasNoneMade() throws Exception {
    Process run = galopin().start("run");

    assertThat(run.waitFor()).isZero();
    letThemMake(1);
    assertThat(home.resolve(".galopin")).doesNotExist();
  }

  @Test
  void whoWantsItNowWaitsForItAndIsToldOnce() throws Exception {
    assertThat(now()).isEqualTo(new Ran(0, "", PREPARING));
    assertThat(now()).isEqualTo(new Ran(0, "", ""));

    assertWhole(kept());
    assertThat(dumps()).isEqualTo(1);
    assertThat(lastCall()).contains("-XX:SharedArchiveFile=" + kept().get(0) + " ");
  }

  @Test
  void offMakesNoneAndUsesNone() throws Exception {
    now();
    environment.put("GALOPIN_ARCHIVE", "off");

    assertThat(galopin().run("list").exitCode()).isZero();
    assertThat(lastCall()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void anotherWordIsRefused() throws Exception {
    environment.put("GALOPIN_ARCHIVE", "of");

    assertThat(galopin().run("list"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "galopin: GALOPIN_ARCHIVE: of (expected: off, or now to create it before the"
                    + " start)\n"));
  }

  @Test
  void anotherJarOrJavaHasAnotherOne() throws Exception {
    now();
    Path jar = home.resolve("lib/galopin.jar");
    Files.writeString(jar, "another");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    assertThat(now().err()).isEqualTo(PREPARING);

    Files.writeString(folder.resolve("jdk/release"), "BUILD=2\n", StandardOpenOption.APPEND);
    assertThat(now().err()).isEqualTo(PREPARING);

    assertThat(now().err()).isEmpty();
    assertWhole(kept());
  }

  @Test
  void whatIsInTheFolderOfTlsIsBehindTheJarThatTheArchiveIsMadeOf() throws Exception {
    Path jar = home.resolve("lib/galopin.jar");
    now();
    assertThat(lastCall()).contains(" -jar " + jar + " ").doesNotContain(" -cp ");

    Path tls = Files.createDirectories(home.resolve("lib/tls"));
    Files.writeString(tls.resolve("read me.txt"), "not a JAR");
    Files.writeString(tls.resolve("one more.jar"), "a JAR");
    now();

    assertThat(lastCall())
        .contains(" -cp " + jar + ":" + tls.resolve("one more.jar") + " io.galopin.app.Main ")
        .contains("-XX:SharedArchiveFile=" + kept().get(0) + " ")
        .doesNotContain(" -jar ")
        .doesNotContain("read me");
    List<String> made =
        Files.readAllLines(calls).stream().filter(it -> it.contains("-Xshare:dump")).toList();
    assertThat(made.get(made.size() - 1)).contains(" -cp " + jar).doesNotContain("one more");
  }

  @Test
  void twoThatWantItAtOnceMakeItOnce() throws Exception {
    environment.put("DUMP", "cat; echo classes >\"$archive\"");
    environment.put("GALOPIN_ARCHIVE", "now");
    Process first = galopin().start("list");
    assertThat(first.inputReader().readLine()).isEqualTo(PREPARING.strip());

    Process second = galopin().start("list");
    assertThat(second.inputReader().readLine()).contains("waiting for another start");
    Files.createFile(go);
    first.outputWriter().close();

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(dumps()).isEqualTo(1);
    assertWhole(kept());
  }

  @Test
  void oneThatWasKilledLeavesNothingBroken() throws Exception {
    now();
    Path archive = kept().get(0);
    Files.delete(archive);
    Path lock = Files.createDirectory(Path.of(archive + ".lock"));
    Files.writeString(lock.resolve("pid"), pidOfTheDead() + "\n");
    Files.writeString(Path.of(archive + ".new.1"), "class");
    Files.writeString(Path.of(archive + ".new.1.classes"), "names");

    assertThat(now().err()).isEqualTo(PREPARING);
    assertWhole(kept());
  }

  private static long pidOfTheDead() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    return dead.pid();
  }

  @Test
  void aLockWithoutAnOwnerIsOneOfTheDeadAfterTenMinutes() throws Exception {
    now();
    Path archive = kept().get(0);
    Files.delete(archive);
    Path lock = Files.createDirectory(Path.of(archive + ".lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(12))));

    assertThat(now().err()).isEqualTo(PREPARING);
    assertWhole(kept());
  }

  @Test
  void whereItMayNotWriteItTakesTheUsersCache() throws Exception {
    Files.createFile(home.resolve(".galopin"));

    assertThat(now().exitCode()).isZero();
    assertWhole(files(folder.resolve(".cache/galopin")));
    assertThat(now()).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void theCacheIsWhereTheEnvironmentSaysIt() throws Exception {
    Files.createFile(home.resolve(".galopin"));
    environment.put("XDG_CACHE_HOME", folder.resolve("elsewhere").toString());

    assertThat(now().exitCode()).isZero();
    assertWhole(files(folder.resolve("elsewhere/galopin")));
  }

  @Test
  void whereItMayWriteNowhereItDoesWithout() throws Exception {
    Files.createFile(home.resolve(".galopin"));
    environment.remove("HOME");

    assertThat(now()).isEqualTo(new Ran(0, "", ""));
    assertThat(lastCall()).doesNotContain("SharedArchiveFile");
  }

  /** As on a full disk: the file is incomplete, and Java reports a failure. */
  @Test
  void oneThatCannotBeWrittenIsTriedAgainTheNextDay() throws Exception {
    environment.put("DUMP", "printf cla >\"$archive\"; exit 1");

    assertThat(now()).isEqualTo(new Ran(0, "", PREPARING));
    assertThat(kept()).hasSize(3);
    assertThat(kept().get(0)).isEmptyFile();
    assertThat(lastCall()).doesNotContain("SharedArchiveFile");
    assertThat(now()).isEqualTo(new Ran(0, "", ""));

    environment.put("DUMP", "echo classes >\"$archive\"");
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(home.resolve("lib/galopin.jar"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(home.resolve("lib"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(kept().get(0), twoDaysAgo);
    assertThat(now().err()).isEqualTo(PREPARING);
    assertWhole(kept());
  }
}
