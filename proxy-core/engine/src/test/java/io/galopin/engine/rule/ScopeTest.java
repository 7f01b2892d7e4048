package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final long SET_AT = 1_000;
  private static final Facts NOTHING_KNOWN = term -> null;

  private static Scope scope(Trigger trigger) {
    Scope scope = new Scope(Condition.always(), trigger);
    scope.start(SET_AT);
    return scope;
  }

  @Test
  void countsTheConnectionsThatAreAcceptedOnceItIsSet() {
    Scope scope = scope(Triggers.first(1));

    assertThat(scope.concerns(NOTHING_KNOWN, SET_AT - 1)).as("accepted before").isFalse();
    assertThat(scope.concerns(NOTHING_KNOWN, SET_AT)).as("accepted when it was set").isTrue();
    assertThat(scope.takeCall()).as("the first").isTrue();
    assertThat(scope.concerns(NOTHING_KNOWN, SET_AT + 1)).as("asked again").isTrue();
    assertThat(scope.takeCall()).as("the second").isFalse();
  }

  @Test
  void beginsToCountOnce() {
    Scope scope = scope(Triggers.first(1));

    scope.start(SET_AT + 500);

    assertThat(scope.startedAt()).isEqualTo(SET_AT);
  }

  @Test
  void countsTimeFromWhenItWasSetOrFromTheAccept() {
    long acceptedAt = SET_AT + 100;
    long now = SET_AT + 250;

    assertThat(scope(Triggers.until(Duration.ofSeconds(1))).elapsed(acceptedAt, now))
        .isEqualTo(250);
    assertThat(
            scope(Triggers.perConnection(Triggers.until(Duration.ofSeconds(1))))
                .elapsed(acceptedAt, now))
        .isEqualTo(150);
  }
}
