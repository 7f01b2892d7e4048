package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitDataFactoryTest {

  private static final LinkEvent CLOSED = LinkEvent.closed(Duration.ZERO);

  @Test
  void closesAfterSoManyBytes() {
    TestLink link = new TestLink(limit(10));
    link.arrive(7);
    link.arrive(7);

    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ZERO, 7), LinkEvent.passed(Duration.ZERO, 3), CLOSED);
  }

  @Test
  void closesAfterTheLastByteThoughNoOtherComes() {
    TestLink link = new TestLink(limit(10));
    link.arrive(10);

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ZERO, 10), CLOSED);
  }

  @Test
  void leavesAConnectionThatEndsBeforeAsItIs() {
    TestLink link = new TestLink(limit(10));
    link.arrive(9);
    link.end();

    assertThat(link.events())
        .containsExactly(LinkEvent.passed(Duration.ZERO, 9), LinkEvent.ended(Duration.ZERO));
  }

  @Test
  void closesAtTheFirstByteWithLimitZero() {
    TestLink link = new TestLink(Toxics.of(new LimitDataFactory(), Map.of()));
    link.advance(Duration.ofSeconds(1));
    assertThat(link.events()).isEmpty();

    link.arrive(1);

    assertThat(link.events()).containsExactly(LinkEvent.closed(Duration.ofSeconds(1)));
  }

  @Test
  void keepsItsCountWhenItIsChanged() {
    TestLink link = new TestLink(limit(10));
    link.arrive(7);
    link.change(limit(20));
    link.arrive(100);

    assertThat(link.passed()).isEqualTo(20);
    assertThat(link.events()).last().isEqualTo(CLOSED);
  }

  @Test
  void closesWhenTheLimitFallsBelowWhatHasPassed() {
    TestLink link = new TestLink(limit(10));
    link.arrive(7);
    link.change(limit(5));

    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ZERO, 7), CLOSED);
  }

  @Test
  void countsBeyondFourGigabytes() {
    TestLink link = new TestLink(limit(5_000_000_000L));
    for (int i = 0; i < 5; i++) {
      link.arrive(2_000_000_000);
    }

    assertThat(link.passed()).isEqualTo(5_000_000_000L);
  }

  private static Toxic limit(long bytes) {
    return Toxics.of(new LimitDataFactory(), Map.of("bytes", bytes));
  }
}
