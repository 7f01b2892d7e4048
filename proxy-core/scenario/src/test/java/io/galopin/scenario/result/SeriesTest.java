package io.galopin.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final long SECOND = 1_000_000_000L;

  private final Series series = new Series(List.of("a", "b"));

  @Test
  void hasAPartForEachSecondAlsoWhereNothingWasSeen() {
    series.add(Sample.answered("a", 0, 5));
    series.add(Sample.failed("a", 2 * SECOND, 5, "no"));

    assertThat(series.windows(5 * SECOND / 2))
        .extracting(window -> window.probe() + window.from() / SECOND + " " + window.calls())
        .containsExactly("a0 1", "a1 0", "a2 1", "b0 0", "b1 0", "b2 0");
    assertThat(series.windows(5 * SECOND / 2).get(2).to()).isEqualTo(5 * SECOND / 2);
  }

  @Test
  void joinsPartsOfALongRunWithoutLosingACall() {
    List<Sample> all = new ArrayList<>();
    for (long second = 0; second < 1000; second++) {
      all.add(Sample.answered("a", second * SECOND, (second % 7 + 1) * 1_000_000));
    }
    all.forEach(series::add);
    List<Window> windows = series.windows(1000 * SECOND);

    List<Window> exact = new ArrayList<>();
    for (long from = 0; from < 1000; from += 16) {
      exact.add(Window.of("a", from * SECOND, Math.min(1000, from + 16) * SECOND, all));
    }
    for (long from = 0; from < 1000; from += 16) {
      exact.add(Window.of("b", from * SECOND, Math.min(1000, from + 16) * SECOND, all));
    }
    assertThat(windows).isEqualTo(exact);
  }
}
