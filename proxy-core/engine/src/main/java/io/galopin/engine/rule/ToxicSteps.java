package io.galopin.engine.rule;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps that toxics have reached on one connection. Used only on its event loop. */
public final class ToxicSteps {

  private Map<ToxicTally, Set<ToxicTally.Step>> taken = Map.of();

  /** Counts a step of a toxic the first time it is reached. */
  public void take(ToxicSpec toxic, ToxicTally.Step step) {
    Set<ToxicTally.Step> steps = taken.get(toxic.tally());
    if (steps == null) {
      if (taken.isEmpty()) {
        taken = new HashMap<>(2);
      }
      steps = EnumSet.noneOf(ToxicTally.Step.class);
      taken.put(toxic.tally(), steps);
    }
    if (steps.add(step)) {
      toxic.tally().count(step);
    }
  }

  /** Forgets all toxics but these. */
  public void keep(List<ToxicSpec> toxics) {
    if (!taken.isEmpty()) {
      taken.keySet().removeIf(tally -> toxics.stream().noneMatch(one -> one.tally() == tally));
    }
  }
}
