package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the behaviors of an exchange have decided together at one of their hooks.
 *
 * @param hook when
 * @param delay how long to wait
 * @param action what is done then; never one that belongs to the bytes on their way
 * @param by whose action it is; null if that is to pass
 */
record Verdict(Hook hook, Duration delay, Action action, @Nullable Firing by) {

  static final Verdict PASS = after(Hook.BEFORE, Duration.ZERO);

  /** To pass after a time. */
  static Verdict after(Hook hook, Duration delay) {
    return new Verdict(hook, delay, Decision.pass().action(), null);
  }

  /** The same, at once. */
  Verdict now() {
    return new Verdict(hook, Duration.ZERO, action, by);
  }

  /** Whether the client is to get a failure in place of the reply. */
  boolean fails() {
    return action.kind() == Action.Kind.FAIL;
  }

  boolean passes() {
    return by == null;
  }
}
