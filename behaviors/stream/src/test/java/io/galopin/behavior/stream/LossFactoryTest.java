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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossFactoryTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void waitsOneTimeoutAndTwiceAsLongForEachFurtherLoss() {
    TestLink link = new TestLink(loss(0.5, 200, 60_000));
    int packets = 20_000;
    Map<Long, Integer> waits = new TreeMap<>();

    for (int i = 0; i < packets; i++) {
      link.arrive(100);
      link.advance(HOUR);
      long wait = link.events().get(i).at().minus(HOUR.multipliedBy(i)).toMillis();
      waits.merge(wait, 1, Integer::sum);
    }

    assertThat(waits.keySet())
        .startsWith(0L, 200L, 600L, 1_400L, 3_000L, 6_200L)
        .allMatch(wait -> wait <= 60_000);
    // Six standard deviations, of a fixed seed.
    assertThat(waits.get(0L)).isBetween(9_575, 10_425);
    assertThat(waits.get(200L)).isBetween(4_632, 5_368);
    assertThat(waits.get(600L)).isBetween(2_219, 2_781);
  }

  @Test
  void losesEachPacketOfOneReadByItself() {
    TestLink link = new TestLink(loss(0.02, 200, 60_000));
    int reads = 5_000;
    int whole = 0;
    for (int i = 0; i < reads; i++) {
      int before = link.events().size();
      link.arrive(14_600);
      link.advance(HOUR);
      whole += link.events().size() == before + 1 && link.waiting() == 0 ? 1 : 0;
    }

    // All ten packets arrive with a chance of 0.98 to the power of 10, which is 0.817. A read of
    // which only the first packet is lost counts as two pieces. Six standard deviations.
    assertThat(whole).isBetween(3_921, 4_250);
  }

  @Test
  void passesAReadInOnePieceIfNothingOfItIsLost() {
    TestLink link = new TestLink(loss(0, 200, 60_000));

    link.arrive(1_000_000);
    link.end();

    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ZERO, 1_000_000), LinkEvent.ended(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.1", "0.5", "1"})
  void keepsEveryByteAndTheOrder(double chance) {
    TestLink link = new TestLink(loss(chance, 200, 5_000));
    long sent = 0;
    for (int i = 1; i <= 300; i++) {
      link.arrive(i * 97);
      sent += i * 97L;
      link.advance(Duration.ofMillis(7));
    }
    link.end();
    link.advance(HOUR);

    assertThat(link.passed()).isEqualTo(sent);
    assertThat(link.waiting()).isZero();
    assertThat(link.events().get(link.events().size() - 1).kind()).isEqualTo(LinkEvent.Kind.ENDED);
  }

  @Test
  void waitsNoLongerThanTheLongestIfEverythingIsLost() {
    TestLink link = new TestLink(loss(1, 1, 5_000));
    link.arrive(5_000);
    link.advance(HOUR);

    Duration longest = Duration.ofSeconds(5);
    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(longest, 1460),
            LinkEvent.passed(longest, 1460),
            LinkEvent.passed(longest, 1460),
            LinkEvent.passed(longest, 620));
  }

  @Test
  void holdsWhatComesBehindALostPacketAndNoLonger() {
    // With this seed, the first packet is lost once and the second is not.
    TestLink link = new TestLink(loss(0.5, 200, 60_000), seedThatLosesOnlyTheFirst());
    link.arrive(10);
    link.advance(Duration.ofMillis(50));
    link.arrive(20);
    link.advance(HOUR);

    Duration due = Duration.ofMillis(200);
    assertThat(link.events()).containsExactly(LinkEvent.passed(due, 10), LinkEvent.passed(due, 20));
  }

  private static long seedThatLosesOnlyTheFirst() {
    for (long seed = 1; seed < 100; seed++) {
      TestLink link = new TestLink(loss(0.5, 200, 60_000), seed);
      link.arrive(10);
      link.advance(HOUR);
      link.arrive(20);
      link.advance(HOUR);
      if (link.events()
          .equals(
              List.of(LinkEvent.passed(Duration.ofMillis(200), 10), LinkEvent.passed(HOUR, 20)))) {
        return seed;
      }
    }
    throw new AssertionError("no seed of 100 loses only the first packet");
  }

  @Test
  void drawsTheSameForTheSameSeedOnly() {
    assertThat(losses(1)).isEqualTo(losses(1)).isNotEqualTo(losses(2));
    assertThat(losses(1)).isEqualTo("........21.1..2.5.....1.........1.......");
  }

  /** Which of 40 packets are lost, and how often: {@code ..1..2}. */
  private static String losses(long seed) {
    TestLink link = new TestLink(loss(0.3, 100, 60_000), seed);
    StringBuilder losses = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      link.arrive(1460);
      link.advance(HOUR);
      long wait = link.events().get(i).at().minus(HOUR.multipliedBy(i)).toMillis();
      losses.append(wait == 0 ? "." : String.valueOf(Long.numberOfTrailingZeros(wait / 100 + 1)));
    }
    return losses.toString();
  }

  @Test
  void letsGoAtOnceWhatItHeldWhenItIsRemoved() {
    TestLink link = new TestLink(loss(1, 200, 60_000));
    link.arrive(3_000);
    link.advance(Duration.ofMillis(10));
    link.end();

    link.remove();

    Duration now = Duration.ofMillis(10);
    assertThat(link.events()).containsExactly(LinkEvent.passed(now, 3_000), LinkEvent.ended(now));
  }

  @Test
  void refusesAChanceThatIsNone() {
    assertThatThrownBy(() -> Toxics.of(new LossFactory(), Map.of("chance", 1.5)))
        .isInstanceOf(OptionException.class)
        .hasMessage("chance: 1.5 (expected: 0 to 1)");
  }

  private static Toxic loss(double chance, long timeout, long longest) {
    return Toxics.of(
        new LossFactory(), Map.of("chance", chance, "timeout", timeout, "longest", longest));
  }
}
