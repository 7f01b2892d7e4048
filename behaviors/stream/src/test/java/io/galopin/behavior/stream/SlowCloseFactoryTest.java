package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Toxic;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowCloseFactoryTest {

  private final TestLink link = new TestLink(slowClose(100));

  @Test
  void letsBytesPassAndDelaysTheEnd() {
    link.arrive(5);
    link.advance(Duration.ofMillis(1));
    link.end();
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ZERO, 5), LinkEvent.ended(Duration.ofMillis(101)));
  }

  @Test
  void letsTheEndPassAtOnceWithoutADelay() {
    TestLink quick = new TestLink(Toxics.of(new SlowCloseFactory(), Map.of()));
    quick.end();

    assertThat(quick.events()).containsExactly(LinkEvent.ended(Duration.ZERO));
  }

  @Test
  void countsFromTheEndWhenItIsChanged() {
    link.end();
    link.advance(Duration.ofMillis(50));
    link.change(slowClose(60));
    link.advance(Duration.ofSeconds(1));

    assertThat(link.events()).containsExactly(LinkEvent.ended(Duration.ofMillis(60)));
  }

  @Test
  void letsTheEndPassWhenItIsRemoved() {
    link.end();
    link.advance(Duration.ofMillis(50));
    link.remove();

    assertThat(link.events()).containsExactly(LinkEvent.ended(Duration.ofMillis(50)));
  }

  private static Toxic slowClose(long delay) {
    return Toxics.of(new SlowCloseFactory(), Map.of("delay", delay));
  }
}
