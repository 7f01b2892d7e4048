package io.galopin.app;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.options.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Unpacks the distribution that {@code mvn package} builds, far from the source tree, and runs it.
 */
class DistributionIT {

  private static final String NAME = "galopin-" + Version.number();

  /** Makes the JVM compile less, because it runs only briefly. */
  private static final Map<String, String> SHORT =
      Map.of("GALOPIN_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

  // With a space, as folders have them.
  @TempDir(factory = SpacedFolder.class)
  private static Path shared;

  /** The unpacked distribution, without a class data archive, which takes long to create. */
  private static Path home;

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    home = unpackIn(shared);
    Files.createFile(home.resolve(".galopin"));
  }

  private static Path unpackIn(Path folder) throws Exception {
    Path archive = Path.of("target", NAME + ".tar.gz").toAbsolutePath();
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString())
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return folder.resolve(NAME);
  }

  @Test
  void holdsAllThatIsPromised() {
    assertThat(
            Stream.of(
                "bin/galopin",
                "bin/galopin.bat",
                "lib/galopin.jar",
                "plugins/README.md",
                "conf/galopin.conf",
                "completion/galopin.bash",
                "completion/galopin.zsh",
                "docs/configuration.md",
                "LICENSE",
                "README.md"))
        .allSatisfy(file -> assertThat(home.resolve(file)).isNotEmptyFile());
    assertThat(home.resolve("bin/galopin")).isExecutable();
  }

  @Test
  void isAsZipToo() throws IOException {
    try (var zip = new ZipFile("target/" + NAME + ".zip")) {
      assertThat(zip.getEntry(NAME + "/bin/galopin.bat")).isNotNull();
      assertThat(zip.getEntry(NAME + "/lib/galopin.jar")).isNotNull();
    }
  }

  @Test
  void hasTheSameCompletionAsTheProgram() throws Exception {
    assertThat(installed().run("completion", "bash").out())
        .isEqualTo(Files.readString(home.resolve("completion/galopin.bash")));
  }

  @Test
  void runsThroughAChainOfLinks() throws Exception {
    Path relative = Files.createSymbolicLink(home.resolve("near"), Path.of("bin/galopin"));
    Path link = Files.createSymbolicLink(folder.resolve("far"), relative);

    assertThat(installed().from(link).run("--version").out()).startsWith(version());
  }

  @Tag("thorough")
  @Test
  void makesItsArchiveOnceAndBesideItself() throws Exception {
    Path own = unpackIn(folder);
    Installed now =
        new Installed(
            own.resolve("bin/galopin"),
            Map.of("HOME", folder.toString(), "GALOPIN_ARCHIVE", "now"));

    assertThat(now.run("--version").err()).contains("preparing for fast starts, only this once");
    assertThat(archivesIn(own.resolve(".galopin"))).singleElement().satisfies(DistributionIT::fits);
    assertThat(now.run("--version").err()).isEmpty();
  }

  /** Checks that the JVM accepts the archive. It silently ignores one that does not fit. */
  private static void fits(Path archive) throws Exception {
    Path home = archive.getParent().getParent();
    Process strict =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xshare:on",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                home.resolve("lib/galopin.jar").toString(),
                "--version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(strict.waitFor()).isZero();
  }

  @Test
  void takesPluginsFromItsOwnFolder() throws Exception {
    Path plugin = Files.copy(EveryNth.jar(folder), home.resolve("plugins/every-nth.jar"));
    try {
      assertThat(installed().run("behaviors").out()).contains("every-nth  ", "(every-nth.jar, ");
    } finally {
      Files.delete(plugin);
    }
  }

  @Test
  void showsItsDemo() throws Exception {
    Process demo = installed().start("demo", "--seed", "42");
    try (BufferedReader said = demo.inputReader()) {
      assertThat(said.lines().takeWhile(line -> !line.startsWith("  GET /")))
          .anyMatch(line -> line.contains("20:delay"));
    } finally {
      demo.destroyForcibly().waitFor();
    }
  }

  @Test
  void hasLimitsOfMemoryThatDoNotDependOnTheMachine() throws Exception {
    Path program = installed().program();
    assertThat(flags(program, ""))
        .contains(
            "InitialHeapSize=" + (64 << 20),
            "MaxHeapSize=" + (256 << 20),
            "MaxDirectMemorySize=" + (512 << 20),
            "MaxMetaspaceSize=" + (128 << 20),
            "ReservedCodeCacheSize=" + (64 << 20),
            "UseSerialGC=true");
    assertThat(flags(program, "-Xmx32m -XX:MaxDirectMemorySize=1g"))
        .contains("MaxHeapSize=" + (32 << 20), "MaxDirectMemorySize=" + (1 << 30));
    assertThat(flags(program, "-XX:+UseG1GC"))
        .contains("MaxHeapSize=" + (256 << 20), "UseSerialGC=false", "UseG1GC=true");
  }

  @Test
  void inlinesLessUnlessTheUserSaysHowMuch() throws Exception {
    Path program = installed().program();
    assertThat(flags(program, ""))
        .contains("InlineSmallCode=1000", "FreqInlineSize=150", "MaxInlineLevel=9");
    assertThat(flags(program, "-XX:FreqInlineSize=325"))
        .contains("FreqInlineSize=325")
        .doesNotContain("InlineSmallCode=1000", "MaxInlineLevel=9");
  }

  /** Returns the final options of the JVM, each with its value. */
  private static List<String> flags(Path program, String options) throws Exception {
    Ran ran =
        new Installed(program, Map.of("GALOPIN_JAVA_OPTS", options + " -XX:+PrintFlagsFinal"))
            .run("--version");
    return ran.out()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 3 && words[2].equals("="))
        .map(words -> words[1] + "=" + words[3])
        .toList();
  }

  @Test
  void refusesAJavaThatIsTooOld() throws Exception {
    Path java = folder.resolve("old/bin/java");
    Files.createDirectories(java.getParent());
    Files.createFile(java, PosixFilePermissions.asFileAttribute(Set.of(OWNER_READ, OWNER_EXECUTE)));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");

    Ran ran =
        new Installed(
                home.resolve("bin/galopin"), Map.of("JAVA_HOME", folder.resolve("old").toString()))
            .run("--version");

    assertThat(ran.err()).contains("is version 11 (expected: 17 or newer)");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Tag("thorough")
  @Test
  void runsOnARuntimeOfTheModulesThatTheDocsName() throws Exception {
    Path runtime = folder.resolve("runtime");
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out, System.err, "--add-modules", modules(), "--output", runtime.toString());
    assertThat(status).isZero();

    Ran ran =
        new Installed(home.resolve("bin/galopin"), Map.of("JAVA_HOME", runtime.toString()))
            .run("demo", "--seed", "42");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).doesNotContain("Exception");
  }

  private static String modules() {
    String text = Page.read("docs/troubleshooting.md").text();
    return Pattern.compile("`((?:java|jdk)\\.[a-z.]+)`")
        .matcher(text)
        .results()
        .map(module -> module.group(1))
        .collect(Collectors.joining(","));
  }

  /** Runs one of the README's examples until it is ready, then ends it. */
  @Test
  void runsWhatTheReadmeSaysFirst() throws Exception {
    run(readme().subList(0, 1));
  }

  @Tag("thorough")
  @Test
  void runsWhatTheReadmeSays() throws Exception {
    run(readme());
  }

  private List<List<String>> readme() {
    List<List<String>> commands = Stage.in(folder).runs(Page.read("README.md"));
    assertThat(commands).hasSizeGreaterThan(4);
    return commands;
  }

  private static void run(List<List<String>> commands) throws Exception {
    for (List<String> words : commands) {
      assertThat(installed().runUntilReady(words)).as(words::toString).contains(" → ", "  seed ");
    }
  }

  private static Installed installed() {
    return new Installed(home.resolve("bin/galopin"), SHORT);
  }

  private static String version() {
    return "galopin " + Version.number() + ", commit ";
  }

  private static List<Path> archivesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("start-\\d+-\\d+"))
          .toList();
    }
  }
}
