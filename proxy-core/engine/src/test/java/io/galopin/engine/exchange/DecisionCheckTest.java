package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.engine.trouble.Nonsense;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCheckTest {

  private static final int MOST = 16 << 20;
  private static final Duration YEAR = Duration.ofDays(366);
  private static final Failure NAMELESS = new Failure(null, Options.defaults(List.of()));
  private static final Failure WITHOUT_OPTIONS = new Failure("error", null);

  private static Decision act(@Nullable Action action) {
    return Decision.act(action);
  }

  static Stream<Decision> sound() {
    return Stream.of(
        Decision.pass(),
        Decision.delay(YEAR),
        Decision.fail(Failure.ERROR),
        Decision.babble(0),
        Decision.babble(MOST),
        Decision.insert(MOST),
        Decision.close(),
        Decision.reset(),
        Decision.hang(),
        act(new Action.Rewrite(Map.of("a", "b"))),
        act(new Action.Lose(Action.End.CLOSE)),
        act(new Action.Truncate(0, Action.End.RESET)),
        act(new Action.Throttle(1)),
        act(new Action.Corrupt(1)),
        act(new Action.Notice(Failure.ERROR, YEAR)));
  }

  @ParameterizedTest
  @MethodSource
  void sound(Decision decision) {
    assertThat(DecisionCheck.check(decision, "onAfterHandle")).isSameAs(decision);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(null, "returned null (expected: a decision)"),
        Arguments.of(
            Decision.delay(YEAR.plusNanos(1)),
            "returned a delay of PT8784H0.000000001S (expected: at most PT8784H)"),
        Arguments.of(act(null), "returned a decision without an action"),
        Arguments.of(act(new Action.Fail(null)), "returned Fail with null in it"),
        Arguments.of(act(new Action.Fail(NAMELESS)), "returned Fail with null in it"),
        Arguments.of(act(new Action.Fail(WITHOUT_OPTIONS)), "returned Fail with null in it"),
        Arguments.of(act(new Action.Lose(null)), "returned Lose with null in it"),
        Arguments.of(act(new Action.Truncate(1, null)), "returned Truncate with null in it"),
        Arguments.of(
            act(new Action.Notice(null, Duration.ZERO)), "returned Notice with null in it"),
        Arguments.of(Decision.babble(-1), "returned Babble of -1 bytes (expected: 0 to 16777216)"),
        Arguments.of(
            Decision.babble(MOST + 1),
            "returned Babble of 16777217 bytes (expected: 0 to 16777216)"),
        Arguments.of(
            Decision.insert(MOST + 1),
            "returned Insert of 16777217 bytes (expected: 0 to 16777216)"));
  }

  @ParameterizedTest
  @MethodSource
  void nonsense(@Nullable Decision decision, String flaw) {
    assertThatThrownBy(() -> DecisionCheck.check(decision, "onAfterHandle"))
        .isInstanceOf(Nonsense.class)
        .hasMessage(flaw);
  }

  @Test
  void aNoticeIsNotForLaterThanAYear() {
    Decision decision = act(new Action.Notice(Failure.ERROR, YEAR.plusNanos(1)));
    assertThatThrownBy(() -> DecisionCheck.check(decision, "onAfterHandle"))
        .isInstanceOf(Nonsense.class)
        .hasMessageEndingWith("(expected: after PT8784H at most)");
  }

  @Test
  void thereIsNoHeadBetweenRequestAndReply() {
    Decision rewrite = act(new Action.Rewrite(Map.of("a", "b")));
    assertThat(DecisionCheck.check(rewrite, "onBeforeHandle")).isSameAs(rewrite);
    assertThatThrownBy(() -> DecisionCheck.check(rewrite, "onBetweenHandle"))
        .isInstanceOf(Nonsense.class)
        .hasMessage("returned a Rewrite (expected: not between request and reply)");
  }
}
