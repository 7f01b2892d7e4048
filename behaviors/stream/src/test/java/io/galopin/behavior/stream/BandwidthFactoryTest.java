package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthFactoryTest {

  /** Rates at which a byte takes a whole number of nanoseconds, and others. */
  @ParameterizedTest
  @CsvSource({
    "1, 1000, 600",
    "7, 100, 600",
    "100, 1460, 100",
    "999, 65536, 60",
    "12345, 65536, 10",
    "300000, 262144, 3",
    "1000000, 262144, 2"
  })
  void passesWhatTheRateGivesWithoutDrift(int rate, int chunk, int seconds) {
    TestLink link = new TestLink(bandwidth(rate));
    long total = rate * 1000L * seconds;

    for (long fed = 0; fed < total + chunk; fed += chunk) {
      link.arrive(chunk);
    }
    link.advance(Duration.ofSeconds(seconds));

    // Bytes of a chunk leave when the last of them would, so up to one chunk is still waiting.
    // At most one chunk leaves up to 50 us early.
    long together = Math.min(chunk, rate * 10L);
    assertThat(link.passed()).isBetween(total - together, total + together);
    LinkEvent last = link.events().get(link.events().size() - 1);
    assertThat(last.at().toNanos())
        .as("when %d bytes have left", link.passed())
        .isBetween(link.passed() * 1_000_000 / rate - 50_000, link.passed() * 1_000_000 / rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 1000, 25_000})
  void isSmooth(int rate) {
    TestLink link = new TestLink(bandwidth(rate));
    link.arrive(100_000_000);
    link.advance(Duration.ofSeconds(1));

    for (int i = 0; i < 100; i++) {
      assertThat(link.events().get(i))
          .isEqualTo(LinkEvent.passed(Duration.ofMillis(10L * (i + 1)), rate * 10));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1460, 486666667", "146, 1460, 10000000", "400, 2920, 7300000"})
  void sendsWholePacketsAtTheSameRate(int rate, int together, long nanos) {
    TestLink link =
        new TestLink(Toxics.of(new BandwidthFactory(), Map.of("rate", rate, "packet", 1460)));
    link.arrive(1_000_000);
    link.advance(Duration.ofSeconds(5));

    for (int i = 0; i < 10; i++) {
      LinkEvent event = link.events().get(i);
      assertThat(event.bytes()).isEqualTo(together);
      assertThat(event.at().toNanos()).isBetween(nanos * (i + 1) - 10, nanos * (i + 1) + 10);
    }
    link.arrive(100);
    link.change(Toxics.of(new BandwidthFactory(), Map.of("rate", 1_000_000, "packet", 1460)));
    link.advance(Duration.ofSeconds(1));
    assertThat(link.passed()).isEqualTo(1_000_100);
  }

  @Test
  void doesNotWaitPerSmallPieceAtAHighRate() {
    TestLink link = new TestLink(bandwidth(1_000_000));
    for (int i = 0; i < 100_000; i++) {
      link.arrive(64);
    }
    link.advance(Duration.ofNanos(3_200_000));

    assertThat(link.passed()).isBetween(3_200_000L, 3_250_064L);
    assertThat(link.events().stream().map(LinkEvent::at).distinct().count())
        .as("times at which something left")
        .isLessThan(100);
  }

  @Test
  void savesNothingUpWhileItIsIdle() {
    TestLink link = new TestLink(bandwidth(100));
    link.arrive(1000);
    link.advance(Duration.ofHours(1));
    link.arrive(10_000);
    link.advance(Duration.ofMillis(50));

    assertThat(link.passed()).isEqualTo(1000 + 5000);
  }

  @Test
  void losesNothingOfTheRateWhenBytesComeWhileItIsBusy() {
    TestLink link = new TestLink(bandwidth(1));
    for (int i = 0; i < 1000; i++) {
      link.arrive(7);
      link.advance(Duration.ofMillis(7));
    }

    assertThat(link.passed()).isEqualTo(7000);
    assertThat(link.events()).last().isEqualTo(LinkEvent.passed(Duration.ofSeconds(7), 7));
  }

  @Test
  void passesNothingAtRateZeroAndLosesNothing() {
    TestLink link = new TestLink(Toxics.of(new BandwidthFactory(), Map.of()));
    link.arrive(100);
    link.end();
    link.advance(Duration.ofDays(1));
    assertThat(link.events()).isEmpty();
    assertThat(link.waiting()).isEqualTo(100);

    link.change(bandwidth(1));
    link.advance(Duration.ofMillis(50));
    assertThat(link.passed()).as("from the change on, not from the arrival").isEqualTo(50);

    link.remove();
    assertThat(link.passed()).isEqualTo(100);
    assertThat(link.events()).last().isEqualTo(LinkEvent.ended(Duration.ofDays(1).plusMillis(50)));
  }

  @Test
  void keepsItsPaceWhenItIsChangedAllTheTime() {
    TestLink link = new TestLink(bandwidth(10));
    link.arrive(1_000_000);
    for (int i = 0; i < 1000; i++) {
      link.change(bandwidth(i % 2 == 0 ? 20 : 10));
      link.advance(Duration.ofMillis(1));
    }

    assertThat(link.passed()).isBetween(9_800L, 20_200L);
  }

  @Test
  void takesTheFastestRateToo() {
    TestLink link = new TestLink(bandwidth(1_000_000_000_000_000L));
    for (int i = 0; i < 1000; i++) {
      link.arrive(Integer.MAX_VALUE);
    }

    assertThat(link.events()).hasSize(1000);
    assertThat(List.of(link.waiting())).containsExactly(0L);
  }

  private static Toxic bandwidth(long rate) {
    return Toxics.of(new BandwidthFactory(), Map.of("rate", rate));
  }
}
