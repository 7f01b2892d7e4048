package io.galopin.scenario.report;

import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import java.util.HashSet;
import java.util.Set;

/** Tells the stages of a run apart, also where a loop repeats them. */
record StageNames(Set<String> repeated) {

  static StageNames of(ScenarioResult result) {
    Set<String> repeated = new HashSet<>();
    for (StageResult stage : result.stages()) {
      if (stage.round() > 1) {
        repeated.add(stage.name());
      }
    }
    return new StageNames(repeated);
  }

  /** Returns the name of a stage, with its round if there is more than one. */
  String name(StageResult stage) {
    return stage.name() + (repeated.contains(stage.name()) ? ", round " + stage.round() : "");
  }
}
