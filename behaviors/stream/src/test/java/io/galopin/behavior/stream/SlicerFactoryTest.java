package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlicerFactoryTest {

  @Test
  void cutsIntoPiecesOfOneSizeWithPausesBetween() {
    TestLink link = new TestLink(slicer(10, 0, 50));
    link.arrive(25);
    link.advance(Duration.ofMillis(1));

    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ZERO, 10),
            LinkEvent.passed(Duration.ofNanos(50_000), 10),
            LinkEvent.passed(Duration.ofNanos(100_000), 5));
  }

  @Test
  void pausesBetweenWhatWasReadApartToo() {
    TestLink link = new TestLink(slicer(10, 0, 50));
    link.arrive(3);
    link.arrive(4);
    link.advance(Duration.ofMillis(1));
    link.arrive(5);

    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ZERO, 3),
            LinkEvent.passed(Duration.ofNanos(50_000), 4),
            LinkEvent.passed(Duration.ofMillis(1), 5));
  }

  @Test
  void cutsWithoutPausesWithoutADelay() {
    TestLink link = new TestLink(Toxics.of(new SlicerFactory(), Map.of("average_size", 1)));
    link.arrive(100);

    assertThat(link.events()).hasSize(100);
  }

  @Test
  void spreadsSizesEvenlyAroundTheAverage() {
    TestLink link = new TestLink(slicer(100, 20, 0));
    link.arrive(2_000_000);

    List<Integer> sizes = link.events().stream().map(LinkEvent::bytes).toList();
    List<Integer> whole = sizes.subList(0, sizes.size() - 1);
    int[] counts = new int[41];
    whole.forEach(size -> counts[size - 80]++);
    assertThat(link.passed()).isEqualTo(2_000_000);
    for (int count : counts) {
      // About 488 each; six standard deviations, of a fixed seed.
      assertThat(count).isBetween(350, 620);
    }
    assertThat(whole.stream().mapToInt(size -> size).average().orElseThrow())
        .isBetween(99.0, 101.0);
  }

  @Test
  void cutsWhatComesLaterAlikeHoweverTcpCutsWhatComesBefore() {
    TestLink whole = new TestLink(slicer(100, 90, 0));
    TestLink cut = new TestLink(slicer(100, 90, 0));
    whole.arrive(1000);
    cut.arrive(400);
    cut.arrive(600);
    int before = whole.events().size();
    int cutBefore = cut.events().size();
    whole.arrive(5000);
    cut.arrive(5000);

    assertThat(cut.events().subList(cutBefore, cut.events().size()))
        .isEqualTo(whole.events().subList(before, whole.events().size()))
        .hasSizeGreaterThan(30);
  }

  @Test
  void hasNoEmptyPiecesWhereTheVariationIsTheLargerOne() {
    TestLink link = new TestLink(slicer(2, 5, 0));
    link.arrive(10_000);

    assertThat(link.passed()).isEqualTo(10_000);
    assertThat(link.events())
        .extracting(LinkEvent::bytes)
        .allSatisfy(size -> assertThat(size).isBetween(1, 7))
        .contains(1, 7);
  }

  @Test
  void goesOnInItsPaceWhenItIsChanged() {
    TestLink link = new TestLink(slicer(10, 0, 1000));
    link.arrive(20);
    for (int i = 0; i < 4; i++) {
      link.change(slicer(10, 0, 1000));
      link.advance(Duration.ofNanos(250_000));
    }

    assertThat(link.passed()).isEqualTo(20);
  }

  @Test
  void letsAllGoWhenItIsRemoved() {
    TestLink link = new TestLink(slicer(10, 0, 50));
    link.arrive(35);
    link.remove();

    assertThat(link.events())
        .containsExactly(LinkEvent.passed(Duration.ZERO, 10), LinkEvent.passed(Duration.ZERO, 25));
  }

  @Test
  void mustHaveASize() {
    assertThatThrownBy(() -> slicer(0, 0, 0))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("average-size: 0 (expected: a number of bytes from 1 to ");
  }

  private static Toxic slicer(long averageSize, long sizeVariation, long delay) {
    return Toxics.of(
        new SlicerFactory(),
        Map.of("average_size", averageSize, "size_variation", sizeVariation, "delay", delay));
  }
}
