package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.trouble.PluginFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PulseTest {

  private final Pulse pulse = new Pulse();

  private static Pulse.Work work() {
    return new Pulse.Work() {
      @Override
      public String place() {
        return "web#1";
      }

      @Override
      public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
        return null;
      }

      @Override
      public void slow(PluginFailure failure) {}

      @Override
      public void hung(PluginFailure failure, String then) {}
    };
  }

  @Test
  void workInsideOtherWorkReturnsToIt() {
    Pulse.Work outer = work();
    Pulse.Work inner = work();
    assertThat(pulse.enter(outer)).isNull();
    assertThat(pulse.enter(inner)).isSameAs(outer);
    assertThat(pulse.at()).isSameAs(inner);
    pulse.leave(outer);
    assertThat(pulse.at()).isSameAs(outer);
    pulse.leave(null);
    assertThat(pulse.at()).isNull();
  }

  @Test
  void beatsWhenWorkBeginsAndGoesOn() {
    pulse.enter(work());
    pulse.beat();
    assertThat(pulse.beats()).isEqualTo(2);
    pulse.leave(null);
    assertThat(pulse.beats()).isEqualTo(2);
  }

  @Test
  void knowsTheThreadThatHasWorkedFirst() throws InterruptedException {
    assertThat(pulse.thread()).isNull();
    Thread loop = new Thread(() -> pulse.enter(work()), "test-loop");
    loop.start();
    loop.join();
    pulse.enter(work());
    assertThat(pulse.thread()).isSameAs(loop);
  }
}
