package io.galopin.engine.exchange;

import io.galopin.api.Behavior;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.RuleSet;
import java.util.IdentityHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The states that behaviors keep for one connection. Used only on its event loop. */
public final class BehaviorStates {

  private @Nullable IdentityHashMap<Behavior, Object> states;

  /** Returns the state of {@code choice}, created by {@code initial} on the first call. */
  @SuppressWarnings("unchecked") // a behavior asks with one type only
  <T> T of(Choice choice, Supplier<T> initial) {
    if (states == null) {
      states = new IdentityHashMap<>(2);
    }
    return (T) states.computeIfAbsent(choice.behavior(), behavior -> initial.get());
  }

  /** Discards the states of behaviors that no rule offers any more. */
  void keep(RuleSet rules) {
    keep(rules, behavior -> false);
  }

  /** The same, but keeps the states of those that are at work. */
  void keep(RuleSet rules, Predicate<Behavior> atWork) {
    if (states != null) {
      states.keySet().removeIf(behavior -> !rules.offers(behavior) && !atWork.test(behavior));
    }
  }
}
