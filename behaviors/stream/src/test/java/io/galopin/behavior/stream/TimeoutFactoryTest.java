package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeoutFactoryTest {

  private static final Duration TIMEOUT = Duration.ofMillis(100);

  @Test
  void dropsBytesAndClosesAfterTheTimeCountedFromItsStart() {
    TestLink link = new TestLink(timeout(100));
    link.advance(Duration.ofMillis(99));
    link.arrive(5);
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events())
        .containsExactly(LinkEvent.dropped(Duration.ofMillis(99), 5), LinkEvent.closed(TIMEOUT));
  }

  @Test
  void closesAnIdleConnection() {
    TestLink link = new TestLink(timeout(100));
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.closed(TIMEOUT));
  }

  @Test
  void neverClosesWithTimeoutZeroUntilItIsRemoved() {
    TestLink link = new TestLink(Toxics.of(new TimeoutFactory(), Map.of()));
    link.arrive(5);
    link.advance(Duration.ofDays(1));
    assertThat(link.events()).containsExactly(LinkEvent.dropped(Duration.ZERO, 5));

    link.remove();

    assertThat(link.events()).last().isEqualTo(LinkEvent.closed(Duration.ofDays(1)));
  }

  @Test
  void letsTheEndPass() {
    TestLink link = new TestLink(timeout(100));
    link.arrive(5);
    link.end();

    assertThat(link.events())
        .containsExactly(LinkEvent.dropped(Duration.ZERO, 5), LinkEvent.ended(Duration.ZERO));
  }

  @Test
  void countsAnewWhenItIsChanged() {
    TestLink link = new TestLink(timeout(100));
    link.advance(Duration.ofMillis(60));
    link.change(timeout(50));
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.closed(Duration.ofMillis(110)));
  }

  private static Toxic timeout(long timeout) {
    return Toxics.of(new TimeoutFactory(), Map.of("timeout", timeout));
  }
}
