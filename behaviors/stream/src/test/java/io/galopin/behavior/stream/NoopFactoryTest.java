package io.galopin.behavior.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoopFactoryTest {

  @Test
  void letsBytesAndTheEndPassAtOnce() {
    TestLink link = new TestLink(Toxics.of(new NoopFactory(), Map.of()));

    link.arrive(7);
    link.end();

    assertThat(link.events())
        .containsExactly(LinkEvent.passed(Duration.ZERO, 7), LinkEvent.ended(Duration.ZERO));
  }
}
