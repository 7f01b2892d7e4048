package io.galopin.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On virtual time. */
class PlacesTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<String> log = new ArrayList<>();
  private final Places places = new Places(OptionalInt.of(1), Duration.ofSeconds(30));

  private Places.Claim claim(String name) {
    return places.claim(channel.eventLoop(), () -> log.add(name), () -> log.add(name + " refused"));
  }

  private void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  @Test
  void placesAreGivenInTheOrderInWhichTheyWereAskedFor() {
    Places.Claim a = claim("a");
    Places.Claim b = claim("b");
    claim("c");
    a.release();
    b.release();
    channel.runPendingTasks();
    assertThat(log).containsExactly("a", "b", "c");
  }

  @Test
  void whoFindsNoneIsRefusedAfterAWhile() {
    channel.freezeTime();
    Places.Claim a = claim("a");
    claim("b");
    advance(Duration.ofSeconds(30));
    a.release();
    claim("c");
    assertThat(log).containsExactly("a", "b refused", "c");
  }

  @Test
  void whoGivesUpIsPassedOver() {
    Places.Claim a = claim("a");
    Places.Claim b = claim("b");
    claim("c");
    b.release();
    a.release();
    channel.runPendingTasks();
    assertThat(log).containsExactly("a", "c");
  }

  @Test
  void releasingTwiceGivesOnePlace() {
    Places.Claim a = claim("a");
    a.release();
    a.release();
    claim("b");
    claim("c");
    assertThat(log).containsExactly("a", "b");
  }

  @Test
  void whoGivesUpOrGetsOneLeavesNoTimer() {
    channel.freezeTime();
    Places.Claim a = claim("a");
    claim("b");
    Places.Claim c = claim("c");
    assertThat(channel.runScheduledPendingTasks()).isPositive();
    c.release();
    a.release();
    channel.runPendingTasks();
    assertThat(log).containsExactly("a", "b");
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }
}
