package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the first test of docs/java.md in an empty folder. Galopin's artifacts come from a local
 * repository that this build has filled, and other libraries from the machine's local repository or
 * from Maven Central. Leaves out the other steps of {@code mvn test}, whose plugins the page does
 * not name.
 */
class JavaGuideIT {

  private static final Path PAGE = Path.of("../../docs/java.md");
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path SETTINGS = Path.of("src/test/maven-settings.xml").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void hasAFirstTestThatRunsAsWritten() throws Exception {
    write("pom.xml", first("xml"));
    write("src/test/java/FirstTest.java", first("java"));

    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("galopin.test.maven"), "bin/mvn").toString(),
                "-B",
                "-Dstyle.color=never",
                "-gs",
                SETTINGS.toString(),
                "-Dmaven.repo.local=" + TARGET.resolve("local-repo"),
                "compiler:testCompile",
                "surefire:test")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    command
        .environment()
        .put(
            "GALOPIN_TEST_REPOSITORY",
            Path.of(System.getProperty("galopin.test.repository")).toUri().toString());
    command.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process maven = command.start();
    String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(maven.waitFor()).as(said).isZero();
    assertThat(said).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  /** Returns the first sample in this language on the page. */
  private static String first(String language) throws IOException {
    Matcher sample =
        Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(PAGE));
    assertThat(sample.find()).as(language).isTrue();
    return sample.group(1);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
