package io.galopin.scenario.result;

import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Expectation.Metric;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Judges what was seen. A pure function of its arguments.
 *
 * @param plan what was expected
 */
public record Judge(Plan plan) {

  /**
   * Judges what held before the first stage.
   *
   * @param meters by probe
   */
  public StageResult baseline(long to, Map<String, Meter> meters) {
    List<Window> seen = new ArrayList<>();
    List<Judged> judged = new ArrayList<>();
    for (Steady probe : plan.steady()) {
      Window window = window(probe, 0, to, meters);
      seen.add(window);
      judge(window, probe.expect(), judged);
    }
    return new StageResult(ScenarioResult.BASELINE, 1, 0, to, List.of(), seen, judged);
  }

  private static Window window(Steady probe, long from, long to, Map<String, Meter> meters) {
    return meters.getOrDefault(probe.name(), new Meter()).window(probe.name(), from, to);
  }

  /**
   * Judges a stage that lasted from one time to another, in nanoseconds since the start.
   *
   * @param meters by probe, of the time in which it must hold
   */
  public StageResult stage(
      Stage stage,
      int round,
      long from,
      long to,
      List<Injected> injected,
      Map<String, Meter> meters) {
    List<Window> seen = new ArrayList<>();
    List<Judged> judged = new ArrayList<>();
    for (Steady probe : plan.steady()) {
      long begin = Math.min(to, from + stage.within().toNanos());
      Window window = window(probe, begin, to, meters);
      seen.add(window);
      judge(window, stage.expected(probe), judged);
    }
    long faults = injected.stream().mapToLong(Injected::faults).sum();
    stage
        .faults()
        .ifPresent(
            expected ->
                judged.add(
                    new Judged(
                        "faults",
                        expected.toString(),
                        String.valueOf(faults),
                        expected.holds((double) faults) ? Verdict.PASS : Verdict.FAIL)));
    return new StageResult(stage.name(), round, from, to, injected, seen, judged);
  }

  private void judge(Window window, List<Expectation> expected, List<Judged> judged) {
    for (Expectation one : expected) {
      OptionalDouble value = window.value(one.metric());
      long from = one.metric() == Metric.ERRORS ? window.calls() : window.measured();
      boolean enough = value.isPresent() && from >= plan.atLeast();
      String seen =
          enough
              ? one.shown(value.getAsDouble())
              : from + " of at least " + plan.atLeast() + " answers";
      Verdict verdict = Verdict.INCONCLUSIVE;
      if (enough) {
        verdict = one.holds(value.getAsDouble()) ? Verdict.PASS : Verdict.FAIL;
      }
      judged.add(new Judged(window.probe(), one.toString(), seen, verdict));
    }
  }

  /** Returns the reasons why the steady state was not there; none if it was. */
  public static List<String> missing(StageResult baseline) {
    return baseline.judged().stream()
        .filter(judged -> judged.verdict() != Verdict.PASS)
        .map(judged -> "the steady state was not there before the start: " + judged)
        .toList();
  }

  /** Returns what was broken, a sentence each. */
  public static List<String> broken(List<StageResult> stages) {
    List<String> broken = new ArrayList<>();
    for (StageResult stage : stages) {
      stage.judged().stream()
          .filter(judged -> judged.verdict() == Verdict.FAIL)
          .forEach(judged -> broken.add(stage.name() + ": " + judged));
    }
    return broken;
  }

  /** Returns why nothing can be said even though nothing was broken, a sentence each. */
  public static List<String> doubts(List<StageResult> stages) {
    List<String> doubts = new ArrayList<>();
    for (StageResult stage : stages) {
      for (Injected injected : stage.unproven()) {
        doubts.add(
            stage.name()
                + ": "
                + injected.what()
                + " "
                + injected.doubt()
                + " at "
                + injected.proxy());
      }
      stage.judged().stream()
          .filter(judged -> judged.verdict() == Verdict.INCONCLUSIVE)
          .forEach(judged -> doubts.add(stage.name() + ": too little to say: " + judged));
    }
    boolean nothing = stages.stream().allMatch(stage -> stage.judged().isEmpty());
    if (nothing) {
      doubts.add("nothing was expected (expected: a probe under steady, or faults in a stage)");
    }
    return doubts;
  }
}
