package io.galopin.engine.exchange;

import io.galopin.api.Behavior;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.RuleSet;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What behaviors keep for one connection. Used on its event loop only. */
public final class BehaviorStates {

  private @Nullable IdentityHashMap<Behavior, Object> states;

  /** What {@code choice} keeps; made by {@code initial} where there is nothing yet. */
  @SuppressWarnings("unchecked") // a behavior asks with one type only
  <T> T of(Choice choice, Supplier<T> initial) {
    if (states == null) {
      states = new IdentityHashMap<>(2);
    }
    return (T) states.computeIfAbsent(choice.behavior(), behavior -> initial.get());
  }

  /** Lets go of what behaviors keep that no rule offers any more. */
  void keep(RuleSet rules) {
    if (states != null) {
      states.keySet().removeIf(behavior -> !rules.offers(behavior));
    }
  }
}
