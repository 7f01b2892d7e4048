package io.galopin.bench.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.galopin.bench.load.Probes.Probe;
import io.galopin.bench.load.Probes.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FlapEdgesTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long BEGUN = 12_345 * MILLI;

  /** Two cycles of 200 ms and 300 ms, and a client each millisecond. */
  private static FlapEdges edges(LongFunction<Seen> seenAtMillis) {
    List<Probe> probes = new ArrayList<>();
    for (long at = 0; at < 1_100; at++) {
      probes.add(new Probe(BEGUN + at * MILLI, seenAtMillis.apply(at)));
    }
    return new FlapEdges(BEGUN, Duration.ofMillis(200), Duration.ofMillis(300), 2, probes);
  }

  private static Seen late(long at, long downLate, long upLate) {
    boolean firstDown = at >= 200 + downLate && at < 500 + upLate;
    boolean secondDown = at >= 700 && at < 1_000;
    return firstDown || secondDown ? Seen.REFUSED : Seen.ANSWERED;
  }

  @Test
  void anExactFlapHasNoErrors() throws IOException {
    FlapEdges exact = edges(at -> late(at, 0, 0));
    Histogram errors = exact.errors();

    assertThat(errors.getTotalCount()).isEqualTo(4);
    assertThat(errors.getMaxValue()).isZero();
    assertThat(exact.percent(true, Seen.ANSWERED)).isEqualTo(100);
    assertThat(exact.percent(false, Seen.REFUSED)).isEqualTo(100);
  }

  @Test
  void anEdgeIsWrongByHowFarItIsFromItsTime() throws IOException {
    Histogram errors = edges(at -> late(at, 7, -30)).errors();

    assertThat(errors.getValueAtPercentile(75) / 1e6).isBetween(6.9, 7.1);
    assertThat(errors.getMaxValue() / 1e6).isBetween(29.9, 30.1);
  }

  @Test
  void edgesThatNobodySawAreAnError() {
    assertThatIOException()
        .isThrownBy(() -> edges(at -> Seen.ANSWERED).errors())
        .withMessage(
            "edge 1 of 4 was not seen (unseen so far: 1); there, clients began up to 1 ms apart");
    assertThatIOException()
        .isThrownBy(() -> edges(at -> at < 600 ? late(at, 0, 0) : Seen.ANSWERED).errors())
        .withMessageStartingWith("edge 3 of 4 was not seen");
  }

  /** One period of 20 is missing, as on a machine that stood still. */
  @Test
  void fewEdgesThatNobodySawAreFarOff() throws IOException {
    List<Probe> probes = new ArrayList<>();
    for (long at = 0; at < 10_100; at++) {
      boolean up = at % 500 < 200 || (at > 5_000 && at < 5_500);
      probes.add(new Probe(BEGUN + at * MILLI, up ? Seen.ANSWERED : Seen.REFUSED));
    }
    Histogram errors =
        new FlapEdges(BEGUN, Duration.ofMillis(200), Duration.ofMillis(300), 20, probes).errors();

    assertThat(errors.getTotalCount()).isEqualTo(40);
    assertThat(errors.getMaxValue() / 1e6).isBetween(99.0, 101.0);
    assertThat(errors.getValueAtPercentile(95)).isZero();
    assertThat(errors.getCountBetweenValues(90 * MILLI, 110 * MILLI)).isEqualTo(2);
  }

  @Test
  void clientsAreCountedByWhatTheySaw() {
    FlapEdges half = edges(at -> at % 2 == 0 ? late(at, 0, 0) : Seen.CLOSED);

    assertThat(half.percent(true, Seen.ANSWERED)).isEqualTo(50);
    assertThat(half.percent(false, Seen.REFUSED)).isEqualTo(50);
    assertThat(half.percent(false, Seen.REFUSED, Seen.CLOSED)).isEqualTo(100);
  }
}
