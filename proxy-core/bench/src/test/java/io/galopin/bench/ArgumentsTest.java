package io.galopin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.galopin.bench.part.Part;
import io.galopin.bench.part.Parts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @Test
  void measuresEverythingInFiveRoundsUnlessToldOtherwise() {
    Arguments arguments = Arguments.of();

    assertThat(arguments.parts()).isEqualTo(Parts.ALL);
    assertThat(arguments.rounds()).isEqualTo(5);
    assertThat(arguments.time()).isEqualTo(Duration.ofSeconds(5));
    assertThat(arguments.perSecond()).isEqualTo(5_000);
    assertThat(arguments.page()).isEmpty();
    assertThat(arguments.beside()).isEmpty();
    assertThat(arguments.only()).isEmpty();
  }

  @Test
  void takesTheLastOfAnOptionThatIsGivenTwice() {
    Arguments arguments =
        Arguments.of(
            "--folder",
            "/a",
            "start",
            "--rounds",
            "7",
            "memory",
            "--seconds",
            "0.5",
            "--rate",
            "100",
            "--page",
            "/p.md",
            "--galopin",
            "/g",
            "--peers",
            "/q",
            "--beside",
            "/h",
            "--only",
            "galopin, haproxy",
            "--folder",
            "/b");

    assertThat(arguments.parts()).extracting(Part::name).containsExactly("start", "memory");
    assertThat(arguments.rounds()).isEqualTo(7);
    assertThat(arguments.time()).isEqualTo(Duration.ofMillis(500));
    assertThat(arguments.perSecond()).isEqualTo(100);
    assertThat(arguments.folder()).isEqualTo(Path.of("/b"));
    assertThat(arguments.page()).contains(Path.of("/p.md"));
    assertThat(arguments.galopin()).isEqualTo(Path.of("/g"));
    assertThat(arguments.peers()).isEqualTo(Path.of("/q"));
    assertThat(arguments.beside()).contains(Path.of("/h"));
    assertThat(arguments.only()).containsExactlyInAnyOrder("galopin", "haproxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rounds 0 | --rounds: 0 (expected: a number above 0)",
        "--seconds x | --seconds: x (expected: a number above 0)",
        "--rate | --rate: nothing (expected: a value)",
        "--fast 1 | --fast: unknown (expected: ",
        "starts | starts: unknown part (expected: throughput, "
      })
  void refusesWhatMakesNoSense(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.of(line.split(" ")))
        .withMessageStartingWith(message);
  }
}
