package io.galopin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = new VirtualTime();
  private final List<String> log = new ArrayList<>();

  private void schedule(String name, long nanos) {
    time.loop()
        .schedule(
            () -> log.add(name + " at " + time.elapsed().toNanos()), nanos, TimeUnit.NANOSECONDS);
  }

  @Test
  void runsWhatIsDueAndWhatThatBringsAtOnce() {
    time.loop().execute(() -> time.loop().execute(() -> schedule("a", 0)));
    assertThat(log).isEmpty();
    time.run();
    assertThat(log).containsExactly("a at 0");
  }

  @Test
  void everythingHappensAtItsTimeAndInOrder() {
    schedule("b", 20);
    schedule("a", 10);
    schedule("c", 21);
    time.loop().schedule(() -> schedule("d", 5), 10, TimeUnit.NANOSECONDS);
    time.advance(Duration.ofNanos(20));
    assertThat(log).containsExactly("a at 10", "d at 15", "b at 20");
    assertThat(time.elapsed()).isEqualTo(Duration.ofNanos(20));
    time.advance(Duration.ofNanos(1));
    assertThat(log).endsWith("c at 21");
  }

  @Test
  void passesWithoutAnythingToDo() {
    time.advance(Duration.ofDays(1));
    assertThat(time.elapsed()).isEqualTo(Duration.ofDays(1));
    schedule("a", 1);
    time.advance(Duration.ofNanos(1));
    assertThat(log).hasSize(1);
  }

  @Test
  void knowsWhetherSomethingIsToCome() {
    assertThat(time.hasTimers()).isFalse();
    schedule("a", 10);
    assertThat(time.hasTimers()).isTrue();
    assertThat(log).isEmpty();
    time.advance(Duration.ofNanos(10));
    assertThat(time.hasTimers()).isFalse();
    time.loop().execute(() -> log.add("b"));
    assertThat(time.hasTimers()).isFalse();
    assertThat(log).endsWith("b");
    time.loop().schedule(() -> {}, 10, TimeUnit.NANOSECONDS).cancel(false);
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void theLoopsClockIsTheTestsAndDoesNotSleep() {
    long then = time.loop().ticker().nanoTime();
    time.advance(Duration.ofNanos(7));
    assertThat(time.loop().ticker().nanoTime()).isEqualTo(then + 7).isNotEqualTo(7);
    assertThatThrownBy(() -> time.loop().ticker().sleep(1, TimeUnit.SECONDS))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
