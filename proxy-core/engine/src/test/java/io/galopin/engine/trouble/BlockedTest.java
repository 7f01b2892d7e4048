package io.galopin.engine.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockedTest {

  private static StackTraceElement[] stack(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(i -> new StackTraceElement("com.example.Plugin", "call" + i, null, -1))
        .toArray(StackTraceElement[]::new);
  }

  @Test
  void hasTheStackOfTheLoopInsteadOfItsOwn() {
    Blocked blocked = new Blocked(1_234, stack(3));
    assertThat(blocked).hasMessage("has not returned for 1234 ms");
    assertThat(blocked.getStackTrace()).containsExactly(stack(3));
  }

  @Test
  void showsOnlyTheNewestCallsOfADeepStack() {
    assertThat(new Blocked(100, stack(100)).getStackTrace()).containsExactly(stack(100));
    assertThat(new Blocked(100, stack(5_000)).getStackTrace()).containsExactly(stack(100));
  }
}
