package com.example.beanstalkd;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Options;
import io.galopin.testkit.LinkEvent;
import io.galopin.testkit.TestLink;
import io.galopin.testkit.ToxicContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StutterTest {

  private final Stutter factory = new Stutter();

  @Test
  void keepsToTheContract() {
    ToxicContract.check(factory);
    ToxicContract.check(factory, Map.of("every", 10, "pause", "1 s"));
  }

  @Test
  void pausesAfterEveryTenBytes() {
    TestLink link = link(Map.of("every", 10, "pause", 100));

    link.arrive(25);
    assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ZERO, 10));

    link.advance(Duration.ofMillis(49));
    assertThat(link.waiting()).isEqualTo(15);

    link.advance(Duration.ofMillis(151));
    assertThat(link.events()).extracting(LinkEvent::bytes).containsExactly(10, 10, 5);
  }

  @Test
  void pausesForAsLongWithTheSameSeedOnly() {
    assertThat(lastOf(1)).isEqualTo(lastOf(1)).isNotEqualTo(lastOf(2));
  }

  @Test
  void pausesForAsLongHoweverTcpCutsTheStream() {
    TestLink whole = link(Map.of("every", 10, "pause", 100));
    TestLink cut = link(Map.of("every", 10, "pause", 100));
    whole.arrive(40);
    cut.arrive(6);
    cut.arrive(17);
    cut.arrive(17);
    whole.advance(Duration.ofSeconds(1));
    cut.advance(Duration.ofSeconds(1));

    assertThat(starts(cut)).isEqualTo(starts(whole)).hasSize(4);
  }

  private static List<Duration> starts(TestLink link) {
    return link.events().stream().map(LinkEvent::at).distinct().toList();
  }

  private LinkEvent lastOf(long seed) {
    TestLink link = new TestLink(factory.create(Options.defaults(factory.options())), seed);
    link.arrive(2_000);
    link.advance(Duration.ofSeconds(1));
    return link.events().get(1);
  }

  private TestLink link(Map<String, ?> options) {
    return new TestLink(factory.create(Options.of(factory.options(), options)));
  }
}
