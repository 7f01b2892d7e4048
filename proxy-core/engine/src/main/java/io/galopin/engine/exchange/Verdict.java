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
 * @param hook the hook
 * @param delay how long to wait
 * @param action what is done then; never an action on passing bytes
 * @param by the rule whose action it is; null for pass
 */
record Verdict(Hook hook, Duration delay, Action action, @Nullable Firing by) {

  static final Verdict PASS = after(Hook.BEFORE, Duration.ZERO);

  /** Returns a verdict to pass after a delay. */
  static Verdict after(Hook hook, Duration delay) {
    return new Verdict(hook, delay, Decision.pass().action(), null);
  }

  /** Returns the same verdict without a delay. */
  Verdict now() {
    return new Verdict(hook, Duration.ZERO, action, by);
  }

  /** Whether the client gets a failure instead of the reply. */
  boolean fails() {
    return action.kind() == Action.Kind.FAIL;
  }

  boolean passes() {
    return by == null;
  }
}
