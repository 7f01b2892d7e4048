package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  /** These values must never change, because seeds that people have written down depend on them. */
  @Test
  void theAlgorithmIsFixedForEver() {
    assertThat(Draws.of(42, "web").number(1, "mix", 1)).isEqualTo(0.767983336067658);
    assertThat(Draws.of(42, "web").number(1, "mix", 2)).isEqualTo(0.8209484014840275);
    assertThat(Draws.of(-1, "wéb").number(9_999, "error.status", 123_456))
        .isEqualTo(0.09317691251168525);
    assertThat(Draws.of(42, "\u6771\u4eac").number(1, "mix", 1)).isEqualTo(0.5087492525363247);
    assertThat(Draws.of(42, "web").number(1, "toxic", "latency_downstream"))
        .isEqualTo(0.4928663018175863);
    assertThat(HexFormat.of().formatHex(Draws.of(42, "web").bytes(1, "insert", 1, 12)))
        .isEqualTo("c7803b706493a932d3d8b019");
  }

  @Test
  void numbersAreFromZeroToOneAndSpreadEvenly() {
    Draws draws = Draws.of(7, "web");
    int[] tenths = new int[10];
    LongStream.rangeClosed(1, 100_000)
        .forEach(exchange -> tenths[(int) (draws.number(3, "mix", exchange) * 10)]++);
    assertThat(Arrays.stream(tenths).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(9_700, 10_300));
  }

  @Test
  void eachPartOfThePlaceCounts() {
    Draws draws = Draws.of(42, "web");
    assertThat(draws.number(1, "mix", 1))
        .isEqualTo(Draws.of(42, "web").number(1, "mix", 1))
        .isNotEqualTo(draws.number(2, "mix", 1))
        .isNotEqualTo(draws.number(1, "mix", 2))
        .isNotEqualTo(draws.number(1, "other", 1))
        .isNotEqualTo(Draws.of(43, "web").number(1, "mix", 1))
        .isNotEqualTo(Draws.of(42, "wob").number(1, "mix", 1));
  }

  @Test
  void connectionAndExchangeAreNotInterchangeable() {
    Draws draws = Draws.of(42, "web");
    assertThat(draws.number(1, "mix", 2)).isNotEqualTo(draws.number(2, "mix", 1));
  }

  @Test
  void digestsTellTextsApartAndRunsToo() {
    Draws draws = Draws.of(42, "web");
    assertThat(draws.digest("GET /a?b=1"))
        .isEqualTo("187c8f")
        .isNotEqualTo(draws.digest("GET /a?b=2"))
        .isNotEqualTo(Draws.of(43, "web").digest("GET /a?b=1"));
    assertThat(LongStream.range(0, 2_000).mapToObj(i -> draws.digest("?" + i)))
        .allMatch(digest -> digest.matches("[0-9a-f]{6}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void bytesAreAsManyAsAskedForAndBeginAlike() {
    Draws draws = Draws.of(42, "web");
    byte[] few = draws.bytes(1, "insert", 1, 5);
    assertThat(few).hasSize(5);
    assertThat(draws.bytes(1, "insert", 1, 1000)).hasSize(1000).startsWith(few);
  }

  /** A toxic may draw several times for one byte before the next. */
  @Test
  void drawsAtOnePlaceAreNumberedFromTheSecondOn() {
    Draws draws = Draws.of(42, "web");
    StreamDraws stream = new StreamDraws(draws, 1, "slice");
    assertThat(List.of(stream.next(5), stream.next(5), stream.next(5), stream.next(6)))
        .containsExactly(
            draws.number(1, "slice", 5),
            draws.number(1, "slice.1", 5),
            draws.number(1, "slice.2", 5),
            draws.number(1, "slice", 6));
  }
}
