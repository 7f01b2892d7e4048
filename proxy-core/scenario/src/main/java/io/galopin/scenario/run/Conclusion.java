package io.galopin.scenario.run;

import io.galopin.scenario.result.Judge;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict of a run, with its reasons. */
record Conclusion(Verdict verdict, List<String> reasons) {

  private static final int MOST = 200;

  /**
   * What has happened to a run beside its stages.
   *
   * @param halted why it was halted
   * @param disturbed what was not as the scenario wants it
   * @param lost why the server could no longer be asked
   * @param stopped whether it was stopped before its end
   */
  record Events(
      List<String> halted, List<String> disturbed, Optional<String> lost, boolean stopped) {}

  /**
   * Judges a run.
   *
   * @param baseline the time before the first stage, if there was one
   * @param stages all of them, with the baseline
   */
  static Conclusion of(List<StageResult> baseline, List<StageResult> stages, Events events) {
    List<String> reasons = new ArrayList<>();
    baseline.forEach(before -> reasons.addAll(Judge.missing(before)));
    if (events.lost().isPresent()) {
      // Whatever has broken then may have broken for want of its proxies.
      reasons.add(0, "the server does not answer: " + events.lost().get());
    }
    if (!reasons.isEmpty()) {
      return new Conclusion(Verdict.INCONCLUSIVE, bounded(reasons));
    }
    reasons.addAll(events.halted());
    reasons.addAll(Judge.broken(stages));
    boolean broken = !reasons.isEmpty();
    reasons.addAll(events.disturbed());
    if (events.stopped()) {
      reasons.add("stopped before its end");
    }
    reasons.addAll(Judge.doubts(stages));
    return new Conclusion(
        broken ? Verdict.FAIL : reasons.isEmpty() ? Verdict.PASS : Verdict.INCONCLUSIVE,
        bounded(reasons));
  }

  private static List<String> bounded(List<String> reasons) {
    if (reasons.size() <= MOST) {
      return reasons;
    }
    List<String> some = new ArrayList<>(reasons.subList(0, MOST));
    some.add("and " + (reasons.size() - MOST) + " more reasons");
    return some;
  }
}
