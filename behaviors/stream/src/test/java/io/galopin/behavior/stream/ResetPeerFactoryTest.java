package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResetPeerFactoryTest {

  private static final Duration TIMEOUT = Duration.ofMillis(100);

  @Test
  void dropsBytesAndResetsAfterTheTime() {
    TestLink link = new TestLink(resetPeer(100));
    link.arrive(5);
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events())
        .containsExactly(LinkEvent.dropped(Duration.ZERO, 5), LinkEvent.reset(TIMEOUT));
  }

  @Test
  void resetsAnIdleConnection() {
    TestLink link = new TestLink(resetPeer(100));
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.reset(TIMEOUT));
  }

  @Test
  void resetsAtOnceWithoutATime() {
    TestLink link = new TestLink(Toxics.of(new ResetPeerFactory(), Map.of()));

    assertThat(link.events()).containsExactly(LinkEvent.reset(Duration.ZERO));
  }

  @Test
  void letsNoOrderlyEndComeBeforeTheReset() {
    TestLink link = new TestLink(resetPeer(100));
    link.end();
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.reset(TIMEOUT));
  }

  @Test
  void letsAnUntouchedConnectionGoOnWhenItIsRemoved() {
    TestLink link = new TestLink(resetPeer(100));
    link.end();
    link.remove();
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.ended(Duration.ZERO));
  }

  @Test
  void resetsAConnectionThatMissesBytesWhenItIsRemoved() {
    TestLink link = new TestLink(resetPeer(100));
    link.arrive(5);
    link.change(resetPeer(200));
    link.remove();

    assertThat(link.events())
        .containsExactly(LinkEvent.dropped(Duration.ZERO, 5), LinkEvent.reset(Duration.ZERO));
  }

  private static Toxic resetPeer(long timeout) {
    return Toxics.of(new ResetPeerFactory(), Map.of("timeout", timeout));
  }
}
