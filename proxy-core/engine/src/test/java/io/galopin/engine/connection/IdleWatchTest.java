package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleWatchTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private boolean heldBack;
  private int idle;
  private final IdleWatch watch =
      new IdleWatch(channel.eventLoop(), Duration.ofSeconds(10), () -> heldBack, () -> idle++);

  @BeforeEach
  void start() {
    channel.freezeTime();
    advance(100);
    watch.start();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void advance(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void isIdleOnceWhenNothingHasMoved() {
    advance(9);
    assertThat(idle).isZero();
    advance(1);
    assertThat(idle).isEqualTo(1);
    advance(100);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void countsFromTheLastMove() {
    advance(7);
    watch.moved();
    advance(9);
    assertThat(idle).isZero();
    advance(1);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void timeInWhichAFaultHoldsItBackDoesNotCount() {
    heldBack = true;
    advance(10);
    heldBack = false;
    advance(9);
    assertThat(idle).isZero();
    advance(1);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void saysNothingAfterItWasStopped() {
    watch.stop();
    advance(100);
    assertThat(idle).isZero();
  }
}
