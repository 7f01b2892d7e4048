package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that Java samples in the documentation come from tests, here and of the recipes. */
class DocumentedTest {

  private static final Pattern JAVA =
      Pattern.compile("^```java\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Marks where a sample leaves something out. */
  private static final String LEFT_OUT = "…";

  private static final List<String> SOURCES = sources();

  private static List<String> sources() {
    return Stream.of(Path.of("src/test/java"), Path.of("../recipes/src/test/java"))
        .flatMap(DocumentedTest::filesIn)
        .filter(file -> file.toString().endsWith(".java"))
        .map(DocumentedTest::read)
        .map(DocumentedTest::tidy)
        .toList();
  }

  private static Stream<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Removes differences in formatting. */
  private static String tidy(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/java.md",
        "docs/java/junit4-and-testng.md",
        "docs/java/quarkus.md",
        "docs/java/spring-boot.md",
        "docs/java/testcontainers.md",
        "docs/recipes.md"
      })
  void showsNothingElse(String page) {
    Matcher samples = JAVA.matcher(read(Path.of("../..").resolve(page)));
    int count = 0;
    while (samples.find()) {
      String sample = samples.group(1);
      assertThat(SOURCES).as(sample).anyMatch(source -> contains(source, sample));
      count++;
    }
    assertThat(count).isPositive();
  }

  private static boolean contains(String source, String sample) {
    int at = 0;
    for (String part : sample.split(LEFT_OUT, -1)) {
      String wanted = tidy(part);
      int found = source.indexOf(wanted, at);
      if (found < 0) {
        return false;
      }
      at = found + wanted.length();
    }
    return true;
  }
}
