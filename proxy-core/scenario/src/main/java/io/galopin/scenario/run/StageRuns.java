package io.galopin.scenario.run;

import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.result.Judge;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stages of a run that have begun. What a loop has repeated very often is judged, and then left
 * out of the report but for a number. Not thread-safe.
 */
final class StageRuns {

  /** How many results are kept whatever they are, and how many more of each verdict but PASS. */
  private static final int MOST = 200;

  private final Judge judge;
  private final long patience;
  private final Map<String, Integer> rounds = new HashMap<>();
  private final List<StageRun> recent = new ArrayList<>();
  private final List<StageResult> settled = new ArrayList<>();
  private final Map<Verdict, Integer> more = new EnumMap<>(Verdict.class);
  private long leftOut;

  StageRuns(Plan plan) {
    this.judge = new Judge(plan);
    this.patience =
        plan.steady().stream().map(Steady::timeout).mapToLong(Duration::toNanos).max().orElse(0);
  }

  /** Adds a stage that begins now. */
  StageRun begin(Stage stage, long now) {
    int round = rounds.merge(stage.name(), 1, Integer::sum);
    StageRun run = new StageRun(stage, round, now);
    recent.add(run);
    return run;
  }

  /** Whether one has begun. */
  boolean isEmpty() {
    return rounds.isEmpty();
  }

  /** Returns those that are under way, in the order in which they began. */
  List<StageRun> underWay() {
    return recent.stream().filter(run -> !run.isOver()).toList();
  }

  /** Returns those that are not yet judged, in the order in which they began. */
  List<StageRun> recent() {
    return recent;
  }

  /** Counts calls of a probe for the stages in which they were due. */
  void add(Sample sample) {
    recent.forEach(run -> run.add(sample));
  }

  /** Judges those of which nothing more can be heard. */
  void settle(long now) {
    while (!recent.isEmpty() && recent.get(0).to() < now - patience) {
      settle(recent.remove(0));
    }
  }

  private void settle(StageRun run) {
    StageResult result = run.judged(judge);
    Verdict verdict = result.verdict();
    if (settled.size() < MOST
        || (verdict != Verdict.PASS && more.merge(verdict, 1, Integer::sum) <= MOST)) {
      settled.add(result);
    } else {
      leftOut++;
    }
  }

  /** Judges all, and returns what is kept of them. */
  List<StageResult> results() {
    recent.forEach(this::settle);
    recent.clear();
    return settled;
  }

  /** Returns how many results are not kept. */
  long leftOut() {
    return leftOut;
  }
}
