package io.galopin.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  private static List<Sample> samples(IntToDoubleFunction resident) {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(i -> new Sample(i, resident.applyAsDouble(i), 100, 20, i % 3, 1000 * i))
        .toList();
  }

  @Test
  void findsNothingInWhatGrowsAtFirstOnly() {
    Findings findings =
        new Findings(samples(i -> Math.min(150, 100 + 10 * i)), List.of(14.0, 15.0));

    assertThat(findings.growing()).isEmpty();
    assertThat(findings.markdown())
        .contains("| resident memory, MiB | 150.0 | 150.0 | 150.0 |")
        .contains("MiB: 14.0, 15.0.")
        .endsWith("Nothing grows.\n");
  }

  @Test
  void findsWhatGrowsInAStraightLine() {
    assertThat(new Findings(samples(i -> 100 + 2 * i), List.of(14.0, 15.0)).growing())
        .containsExactly("resident memory, MiB grows from 131 to 171");
  }

  @Test
  void findsWhatStaysAlive() {
    assertThat(new Findings(samples(i -> 100), List.of(14.0, 34.0)).growing())
        .containsExactly("what is alive on the heap grows from 14 to 34 MiB");
  }

  @Test
  void needsSamplesEnough() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(List.of(1.0), 0))
        .withMessage("samples: 1 (expected: 8 or more)");
  }

  @Test
  void writesTableAndPicture(@TempDir Path folder) throws Exception {
    new Findings(samples(i -> i), List.of(1.0, 1.0)).write(folder);

    assertThat(Files.readString(folder.resolve("soak.md"))).contains("![over time](soak.svg)");
    assertThat(Files.readString(folder.resolve("soak.svg")))
        .startsWith("<svg ")
        .contains("resident memory, MiB")
        .contains("40 minutes")
        .endsWith("</svg>\n");
    assertThat(Files.readAllLines(folder.resolve("soak.csv"))).hasSize(41);
  }
}
