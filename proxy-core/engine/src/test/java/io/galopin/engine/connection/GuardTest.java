package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.exchange.VirtualFacts;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.trouble.PluginFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final VirtualFacts connection = new VirtualFacts();
  private final List<String> log = new ArrayList<>();
  private final Guard guard =
      new Guard(new Pulse(), work("web#3"), connection.recorder, "line", () -> log.add("reset"));

  private static Pulse.Work work(String place) {
    return new Pulse.Work() {
      @Override
      public String place() {
        return place;
      }

      @Override
      public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
        return null;
      }

      @Override
      public void slow(PluginFailure failure) {}

      @Override
      public void hung(PluginFailure failure, String then) {}

      @Override
      public String toString() {
        return place;
      }
    };
  }

  @Test
  void runsWhatIsNoBug() {
    guard.execute(() -> log.add("ran"));
    assertThat(log).containsExactly("ran");
    assertThat(guard.enter()).as("what it still works for").isNull();
    assertThat(connection.entries()).isEmpty();
  }

  @Test
  void aBugOfTheProxyIsAReset() {
    guard.run(
        () -> {
          throw new StackOverflowError("too deep");
        });
    assertThat(log).containsExactly("reset");
    assertThat(connection.entries())
        .containsExactly(
            "the proxy itself failed: java.lang.StackOverflowError: too deep;"
                + " the connection is reset");
  }

  @Test
  void aFailureThatNamesItsPluginKeepsItsName() {
    guard.failed(new PluginFailure("behavior", "slow", "onAfterHandle", new AssertionError("x")));
    assertThat(log).containsExactly("reset");
    assertThat(connection.entries())
        .containsExactly(
            "behavior slow failed in onAfterHandle: java.lang.AssertionError: x;"
                + " the connection is reset");
  }

  @Test
  void itsWorkIsSeenFromOutsideWhileItRunsEvenIfItFails() {
    Guard inner =
        new Guard(new Pulse(), work("inner"), connection.recorder, "line", () -> log.add("reset"));
    inner.run(
        () -> {
          log.add(String.valueOf(inner.enter()));
          inner.leave(null);
          throw new AssertionError("x");
        });
    assertThat(inner.enter()).isNull();
    assertThat(log).containsExactly("inner", "reset");
  }
}
