package io.galopin.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How far toxics have come on one connection. Used on its event loop only. */
final class ToxicSteps {

  /** A bit for each step. */
  private final Map<ToxicTally, Integer> taken = new IdentityHashMap<>(2);

  /** Counts a step of a toxic, the first time that it is taken. */
  void take(ToxicSpec toxic, ToxicTally.Step step) {
    int before = taken.getOrDefault(toxic.tally(), 0);
    int after = before | 1 << step.ordinal();
    if (after != before) {
      taken.put(toxic.tally(), after);
      toxic.tally().count(step);
    }
  }

  /** Forgets all toxics but these. */
  void keep(List<ToxicSpec> toxics) {
    if (!taken.isEmpty()) {
      taken.keySet().removeIf(tally -> toxics.stream().noneMatch(one -> one.tally() == tally));
    }
  }
}
