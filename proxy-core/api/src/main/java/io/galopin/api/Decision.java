package io.galopin.api;

import java.time.Duration;

/**
 * What a hook returns: an action, and how long to wait before it. Immutable.
 *
 * @param delay zero or longer, counted from the arrival of the head that led to the hook
 * @param action what happens after the delay
 */
public record Decision(Duration delay, Action action) {

  private static final Decision PASS = new Decision(Duration.ZERO, new Action.Pass());
  private static final Decision CLOSE = new Decision(Duration.ZERO, new Action.Close());
  private static final Decision RESET = new Decision(Duration.ZERO, new Action.Reset());
  private static final Decision HANG = new Decision(Duration.ZERO, new Action.Hang());

  /** Refuses a negative delay. */
  public Decision {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: zero or longer)");
    }
  }

  /** The exchange goes on untouched. */
  public static Decision pass() {
    return PASS;
  }

  /** The exchange goes on after {@code delay}. */
  public static Decision delay(Duration delay) {
    return new Decision(delay, PASS.action);
  }

  /** See {@link Action.Fail}. */
  public static Decision fail(Failure failure) {
    return new Decision(Duration.ZERO, new Action.Fail(failure));
  }

  /** See {@link Action.Babble}. */
  public static Decision babble(int count) {
    return new Decision(Duration.ZERO, new Action.Babble(count));
  }

  /** An action without a delay. */
  public static Decision act(Action action) {
    return new Decision(Duration.ZERO, action);
  }

  /** See {@link Action.Insert}. */
  public static Decision insert(int count) {
    return act(new Action.Insert(count));
  }

  /** See {@link Action.Close}. */
  public static Decision close() {
    return CLOSE;
  }

  /** See {@link Action.Reset}. */
  public static Decision reset() {
    return RESET;
  }

  /** See {@link Action.Hang}. */
  public static Decision hang() {
    return HANG;
  }

  /** Returns the same action, delayed by {@code more} on top. */
  public Decision delayedBy(Duration more) {
    return new Decision(delay.plus(more), action);
  }

  /** Whether this changes nothing. */
  public boolean passes() {
    return delay.isZero() && action.kind() == Action.Kind.PASS;
  }
}
