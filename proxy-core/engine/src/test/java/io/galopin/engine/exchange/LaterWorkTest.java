package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaterWorkTest {

  private final VirtualFacts connection = new VirtualFacts();
  private final NotedControls controls = new NotedControls();
  private final LaterWork work = new LaterWork(connection.facts, controls);
  private final List<String> done = new ArrayList<>();

  private void later(long millis, String what) {
    work.run(Duration.ofMillis(millis), () -> done.add(what));
  }

  private void pass(long millis) {
    connection.time.advance(Duration.ofMillis(millis));
  }

  @Test
  void whatNeedNotWaitIsDoneAtOnceAndHoldsNothing() {
    later(0, "now");

    assertThat(done).containsExactly("now");
    assertThat(work.isEmpty()).isTrue();
    assertThat(work.pinned()).isZero();
    assertThat(controls.told).isEmpty();
  }

  @Test
  void isDoneAtItsTimeAndGuarded() {
    later(5, "b");
    later(3, "a");
    pass(2);
    assertThat(done).isEmpty();
    pass(1);
    assertThat(done).containsExactly("a");
    assertThat(controls.guarded).isEqualTo(1);
    assertThat(work.isEmpty()).isFalse();
    pass(2);
    assertThat(done).containsExactly("a", "b");
    assertThat(work.isEmpty()).isTrue();
  }

  @Test
  void memoryIsHeldUntilItIsDoneAndThenTheConnectionIsRelieved() {
    long before = connection.memory.held();
    later(5, "a");
    later(5, "b");

    assertThat(work.pinned()).isPositive();
    assertThat(connection.memory.held() - before).isEqualTo(work.pinned());
    assertThat(controls.told).isEmpty();
    pass(5);
    assertThat(work.pinned()).isZero();
    assertThat(connection.memory.held()).isEqualTo(before);
    assertThat(controls.told).containsExactly("relieved", "relieved");
  }

  @Test
  void theMemoryIsFreeWhenTheWorkIsDone() {
    long before = connection.memory.held();
    List<Long> held = new ArrayList<>();
    work.run(Duration.ofMillis(1), () -> held.add(connection.memory.held() - before));
    pass(1);

    assertThat(held).containsExactly(0L);
  }

  @Test
  void whatIsCancelledIsNeverDoneAndHoldsNothing() {
    long before = connection.memory.held();
    later(5, "a");
    later(6, "b");
    work.cancel();

    assertThat(work.isEmpty()).isTrue();
    assertThat(work.pinned()).isZero();
    assertThat(connection.memory.held()).isEqualTo(before);
    assertThat(connection.time.hasTimers()).isFalse();
    pass(10);
    assertThat(done).isEmpty();
    assertThat(connection.memory.held()).isEqualTo(before);
  }

  @Test
  void goesOnAfterACancellation() {
    later(5, "a");
    work.cancel();
    later(5, "b");
    pass(5);

    assertThat(done).containsExactly("b");
  }
}
