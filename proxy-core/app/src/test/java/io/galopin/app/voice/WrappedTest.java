package io.galopin.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.console.Style;
import io.galopin.app.console.Wrapped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests wrapping sentences and command lines to fit a terminal. */
class WrappedTest {

  @Test
  void breaksBetweenWordsAndWithinThoseThatAreTooLong() {
    assertThat(Wrapped.of("one two three four", 10, 2))
        .containsExactly("one two", "  three", "  four");
    assertThat(Wrapped.of("a".repeat(25), 10, 2))
        .containsExactly("a".repeat(10), "  " + "a".repeat(8), "  " + "a".repeat(7));
    assertThat(Wrapped.of("one two three four", 0, 2)).containsExactly("one two three four");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--seed, --seed",
        "20:delay, 20:delay",
        "a b, 'a b'",
        "it's, \"'it'\\''s'\"",
        "\"\", ''",
        "$HOME, '$HOME'",
        "*, '*'"
      })
  void quotesWhatAShellWouldTakeForMore(String word, String quoted) {
    assertThat(ShellWords.quoted(word)).isEqualTo(quoted);
  }

  @Test
  void writesACommandInLinesThatAShellTakesAsOne() throws Exception {
    List<String> words =
        List.of("printf", "%s|", "--rule", "when http.path=/a* error", "it's", "", "--x=1", "z");
    try (Lines lines = new Lines(new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
      List<String> text = new CommandText(words, Ear.terminal(lines, Style.plain(), 40)).lines();

      assertThat(text).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 40);
      assertThat(run(String.join("\n", text)))
          .isEqualTo("--rule|when http.path=/a* error|it's||--x=1|z|");
    }
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return output;
  }
}
