package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyFactoryTest {

  @Test
  void delaysEachOfThousandsInFlightToTheNanosecond() {
    TestLink link = new TestLink(latency(250, 0));
    List<LinkEvent> expected = new ArrayList<>();
    Duration apart = Duration.ofNanos(12_345);

    for (int i = 1; i <= 10_000; i++) {
      link.arrive(i);
      expected.add(LinkEvent.passed(apart.multipliedBy(i - 1).plusMillis(250), i));
      link.advance(apart);
    }
    assertThat(link.waiting()).as("20,000 would fit into the latency").isEqualTo(50_005_000);
    link.advance(Duration.ofMillis(250));

    assertThat(link.events()).isEqualTo(expected);
  }

  @Test
  void letsAllPassAtOnceWithoutALatency() {
    TestLink link = new TestLink(Toxics.of(new LatencyFactory(), Map.of()));

    link.arrive(3);

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ZERO, 3));
  }

  @Test
  void spreadsJitterEvenlyOnBothSides() {
    TestLink link = new TestLink(latency(100, 40));
    int[] tenths = new int[10];

    for (int i = 0; i < 10_000; i++) {
      Duration at = Duration.ofSeconds(i);
      link.arrive(1);
      link.advance(Duration.ofSeconds(1));
      double delay = link.events().get(i).at().minus(at).toNanos() / 1e6;
      assertThat(delay).isBetween(60.0, 140.0);
      tenths[(int) Math.min(9, (delay - 60) / 8)]++;
    }

    for (int tenth : tenths) {
      // Six standard deviations, of a fixed seed.
      assertThat(tenth).isBetween(820, 1180);
    }
  }

  @Test
  void hasTheMedianAndThe99thPercentileThatAreAskedFor() {
    TestLink link = new TestLink(Toxics.of(new LatencyFactory(), Map.of("p50", 100, "p99", 400)));
    int count = 10_000;
    List<Long> delays = new ArrayList<>();

    for (int i = 0; i < count; i++) {
      Duration at = Duration.ofHours(i);
      link.arrive(1);
      link.advance(Duration.ofHours(1));
      delays.add(link.events().get(i).at().minus(at).toNanos());
    }

    delays.sort(Comparator.naturalOrder());
    // Six standard deviations of the rank, of a fixed seed.
    assertThat(Duration.ofNanos(delays.get(count / 2 - 300))).isLessThan(Duration.ofMillis(100));
    assertThat(Duration.ofNanos(delays.get(count / 2 + 300))).isGreaterThan(Duration.ofMillis(100));
    assertThat(Duration.ofNanos(delays.get(count - 160))).isLessThan(Duration.ofMillis(400));
    assertThat(Duration.ofNanos(delays.get(count - 41))).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void isFixedIfBothPercentilesAreTheSame() {
    TestLink link = new TestLink(Toxics.of(new LatencyFactory(), Map.of("p50", 7, "p99", 7)));
    link.arrive(1);
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(7), 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p50=1 | p99: missing (expected: a duration from 1 us to 8760 h, a bare number is in"
            + " milliseconds, as p50 and p99 belong together)",
        "p99=1 | p50: missing (expected: a duration from 1 us to 8760 h, a bare number is in"
            + " milliseconds, as p50 and p99 belong together)",
        "p50=2 p99=1 | p99: 1 ms (expected: p50 or more, which is 2 ms)",
        "p50=1 p99=2 latency=3 | latency: 3 ms (expected: nothing, as p50 and p99 are given)",
        "p50=1 p99=2 jitter=3 | jitter: 3 ms (expected: nothing, as p50 and p99 are given)"
      })
  void refusesHalfADistributionAndTwoAtOnce(String attributes, String sentence) {
    Map<String, String> given = new HashMap<>();
    for (String each : attributes.split(" ")) {
      given.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }

    assertThatThrownBy(() -> Toxics.of(new LatencyFactory(), given))
        .isInstanceOf(OptionException.class)
        .hasMessage(sentence);
  }

  @Test
  void takesTheZerosBackThatClientsHaveRead() {
    TestLink link =
        new TestLink(
            Toxics.of(new LatencyFactory(), Map.of("latency", 0, "jitter", 0, "p50", 7, "p99", 7)));
    link.arrive(1);
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(7), 1));
  }

  @Test
  void isAtMostAYearHoweverWideTheDistributionIs() {
    TestLink link =
        new TestLink(Toxics.of(new LatencyFactory(), Map.of("p50", "1 us", "p99", "365 d")));

    for (int i = 0; i < 100; i++) {
      link.arrive(1);
      link.advance(Duration.ofDays(365));
    }

    assertThat(link.waiting()).isZero();
  }

  @Test
  void delaysWhatComesLaterAsMuchHoweverTcpCutsWhatComesBefore() {
    TestLink whole = new TestLink(latency(100, 40));
    TestLink cut = new TestLink(latency(100, 40));
    whole.arrive(1000);
    cut.arrive(400);
    cut.arrive(600);
    for (int i = 0; i < 20; i++) {
      whole.advance(Duration.ofSeconds(1));
      cut.advance(Duration.ofSeconds(1));
      whole.arrive(1000);
      cut.arrive(1000);
    }

    assertThat(cut.events().subList(2, 21)).isEqualTo(whole.events().subList(1, 20));
    assertThat(whole.events().stream().map(event -> event.at().toNanosPart()).distinct())
        .hasSize(20);
  }

  @Test
  void keepsOrderWhateverTheJitter() {
    TestLink link = new TestLink(latency(10, 10));

    for (int i = 1; i <= 1000; i++) {
      link.arrive(i);
      link.advance(Duration.ofNanos(1000));
    }
    link.advance(Duration.ofMillis(20));

    assertThat(link.events()).hasSize(1000);
    assertThat(link.events()).isSortedAccordingTo(Comparator.comparing(LinkEvent::bytes));
  }

  @Test
  void isNeverBelowZero() {
    TestLink link = new TestLink(latency(10, 1000));
    int atOnce = 0;

    for (int i = 0; i < 1000; i++) {
      link.arrive(1);
      atOnce += link.waiting() == 0 ? 1 : 0;
      link.advance(Duration.ofMillis(1010));
    }

    assertThat(link.events()).as("none waits longer than 1010 ms").hasSize(1000);
    assertThat(atOnce).as("those whose jitter is below -10 ms").isBetween(420, 570);
  }

  @Test
  void letsGoAtOnceWhatItHeldWhenItIsRemoved() {
    TestLink link = new TestLink(latency(1000, 0));
    link.arrive(1);
    link.advance(Duration.ofMillis(10));
    link.arrive(2);
    link.end();

    link.remove();

    Duration now = Duration.ofMillis(10);
    assertThat(link.events())
        .containsExactly(LinkEvent.passed(now, 1), LinkEvent.passed(now, 2), LinkEvent.ended(now));
  }

  @Test
  void countsFromTheArrivalWhenItIsChanged() {
    TestLink link = new TestLink(latency(1000, 0));
    link.arrive(1);
    link.advance(Duration.ofMillis(10));
    link.change(latency(30, 0));
    link.advance(Duration.ofMillis(100));

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(30), 1));
  }

  @Test
  void holdsTheEndNoLongerThanTheBytesBeforeIt() {
    TestLink link = new TestLink(latency(50, 0));
    link.arrive(1);
    link.end();
    link.advance(Duration.ofSeconds(1));

    Duration due = Duration.ofMillis(50);
    assertThat(link.events()).containsExactly(LinkEvent.passed(due, 1), LinkEvent.ended(due));
  }

  private static Toxic latency(long latency, long jitter) {
    return Toxics.of(new LatencyFactory(), Map.of("latency", latency, "jitter", jitter));
  }
}
