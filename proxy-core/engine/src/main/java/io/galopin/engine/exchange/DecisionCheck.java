package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.trouble.Nonsense;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks the decisions of a behavior. */
final class DecisionCheck {

  /** The longest delay of an exchange. */
  private static final Duration LONGEST = Duration.ofDays(366);

  /** The most random bytes that are generated at a time. */
  private static final int MOST_BYTES = 16 << 20;

  private DecisionCheck() {}

  /**
   * Returns the same decision.
   *
   * @param hook the method that decided
   * @throws Nonsense if it cannot be carried out
   */
  static Decision check(@Nullable Decision decision, String hook) {
    if (decision == null) {
      throw new Nonsense("returned null (expected: a decision)");
    }
    if (decision.delay().compareTo(LONGEST) > 0) {
      throw new Nonsense(
          "returned a delay of " + decision.delay() + " (expected: at most " + LONGEST + ")");
    }
    Action action = decision.action();
    if (action == null) {
      throw new Nonsense("returned a decision without an action");
    }
    if (action.kind() == Action.Kind.PASS) {
      return decision;
    }
    if (action.kind() == Action.Kind.REWRITE && hook.equals("onBetweenHandle")) {
      throw new Nonsense("returned a Rewrite (expected: not between request and reply)");
    }
    if (action.kind() == Action.Kind.HANDSHAKE && !hook.equals("onBeforeHandle")) {
      throw new Nonsense("returned a Handshake (expected: before the request only)");
    }
    if (!isComplete(action)) {
      throw new Nonsense("returned " + action.getClass().getSimpleName() + " with null in it");
    }
    if (action.kind() == Action.Kind.NOTICE
        && ((Action.Notice) action).after().compareTo(LONGEST) > 0) {
      throw new Nonsense("returned " + action + " (expected: after " + LONGEST + " at most)");
    }
    int count = count(action);
    if (count < 0 || count > MOST_BYTES) {
      throw new Nonsense(
          "returned "
              + action.getClass().getSimpleName()
              + " of "
              + count
              + " bytes (expected: 0 to "
              + MOST_BYTES
              + ")");
    }
    return decision;
  }

  private static boolean isComplete(Action action) {
    return switch (action.kind()) {
      case FAIL -> isComplete(((Action.Fail) action).failure());
      case NOTICE -> isComplete(((Action.Notice) action).notice());
      case LOSE -> ((Action.Lose) action).end() != null;
      case TRUNCATE -> ((Action.Truncate) action).end() != null;
      case HANDSHAKE -> isComplete(((Action.Handshake) action).change());
      case PASS, BABBLE, CLOSE, RESET, HANG, REWRITE, INSERT, THROTTLE, CORRUPT -> true;
    };
  }

  private static boolean isComplete(@Nullable Failure failure) {
    return failure != null && failure.name() != null && failure.options() != null;
  }

  private static boolean isComplete(@Nullable HandshakeChange change) {
    return change != null
        && change.certificate() != null
        && change.version() != null
        && change.alpn() != null;
  }

  private static int count(Action action) {
    return switch (action.kind()) {
      case BABBLE -> ((Action.Babble) action).count();
      case INSERT -> ((Action.Insert) action).count();
      case PASS,
          FAIL,
          CLOSE,
          RESET,
          HANG,
          REWRITE,
          NOTICE,
          HANDSHAKE,
          LOSE,
          THROTTLE,
          TRUNCATE,
          CORRUPT ->
          0;
    };
  }
}
