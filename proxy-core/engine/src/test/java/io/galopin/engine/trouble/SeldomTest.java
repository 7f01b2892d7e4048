package io.galopin.engine.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeldomTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Seldom seldom = new Seldom();
  private final List<String> lines = new ArrayList<>();

  private void sayAt(long nanoTime) {
    seldom.say(nanoTime, more -> lines.add("said" + more));
  }

  @Test
  void saysTheFirstAndCountsTheOthersOfTenSeconds() {
    sayAt(0);
    sayAt(1);
    sayAt(10 * SECOND - 1);
    assertThat(lines).containsExactly("said");
    sayAt(10 * SECOND);
    assertThat(lines).containsExactly("said", "said (and 2 times more since this was last said)");
  }

  @Test
  void countsAnewAfterEachLine() {
    sayAt(0);
    sayAt(SECOND);
    sayAt(10 * SECOND);
    sayAt(20 * SECOND);
    assertThat(lines)
        .containsExactly("said", "said (and 1 time more since this was last said)", "said");
  }

  /** The pause is counted from the last line, not from the last event. */
  @Test
  void steadyEventsAreSaidEveryTenSeconds() {
    for (int second = 0; second <= 30; second++) {
      sayAt(second * SECOND);
    }
    assertThat(lines).hasSize(4);
  }

  /** {@link System#nanoTime} may be any number, and run over. */
  @Test
  void theClockMayStartAnywhere() {
    long start = Long.MAX_VALUE - SECOND;
    sayAt(start);
    sayAt(start + SECOND / 2);
    sayAt(start + 5 * SECOND);
    assertThat(lines).containsExactly("said");
    sayAt(start + 10 * SECOND);
    assertThat(lines).hasSize(2);
  }

  /** What logs a line may itself cause the next event. */
  @Test
  void anEventInsideTheLineIsOnlyCounted() {
    seldom.say(
        0,
        more -> {
          lines.add("outer");
          sayAt(1);
        });
    assertThat(lines).containsExactly("outer");
    sayAt(10 * SECOND);
    assertThat(lines.get(1)).contains("(and 1 time more");
  }
}
