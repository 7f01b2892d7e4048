package io.galopin.scenario.report;

import io.galopin.scenario.result.Injected;
import io.galopin.scenario.result.Judged;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import io.galopin.scenario.result.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of 40 seconds, made up: a loop of two rounds, two stages at once, a rule that never fired.
 */
final class Results {

  private static final long SECOND = 1_000_000_000L;
  private static final long STEP = 100_000_000L;

  private Results() {}

  /**
   * Returns it.
   *
   * @param name of the scenario, a probe, a stage, and part of all texts
   */
  static ScenarioResult failed(String name) {
    List<Sample> samples = samples(name);
    List<Window> windows = new ArrayList<>();
    for (long from = 0; from < 40 * SECOND; from += SECOND) {
      windows.add(Window.of(name, from, from + SECOND, samples));
    }
    Judged held = new Judged(name, "p99 <= 300 ms", "12 ms", Verdict.PASS);
    Judged broken = new Judged(name, "errors <= 5%", "50%", Verdict.FAIL);
    Injected rule = new Injected("web", "rule error " + name, "r1", 42, true, true);
    Injected idle = new Injected("db", "rule when x=" + name + " error", "r2", 0, true, false);
    Injected outage = new Injected("db", "outage", "", 0, false, true);
    List<StageResult> stages =
        List.of(
            stage(ScenarioResult.BASELINE, 1, 0, 10, List.of(), List.of(held), samples, name),
            stage(name, 1, 10, 20, List.of(rule), List.of(held, broken), samples, name),
            stage(name, 2, 20, 30, List.of(rule, outage), List.of(held), samples, name),
            stage("idle", 1, 22, 28, List.of(idle), List.of(held), samples, name),
            stage("recovery", 1, 30, 40, List.of(), List.of(), samples, name));
    return new ScenarioResult(
        name,
        name + ".conf",
        "galopin scenario run " + name + ".conf --seed 7",
        7,
        Instant.parse("2026-11-28T12:00:00.25Z"),
        40 * SECOND,
        Verdict.FAIL,
        List.of(name + ": " + broken, "idle: " + idle.what() + " never fired at db"),
        stages,
        0,
        windows);
  }

  private static StageResult stage(
      String name,
      int round,
      long from,
      long to,
      List<Injected> injected,
      List<Judged> judged,
      List<Sample> samples,
      String probe) {
    Window seen = Window.of(probe, from * SECOND, to * SECOND, samples);
    return new StageResult(
        name, round, from * SECOND, to * SECOND, injected, List.of(seen), judged);
  }

  /** Ten calls in a second; from 10 to 20 s every other one fails; from 32 to 34 s all fail. */
  private static List<Sample> samples(String probe) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long due = i * STEP;
      boolean fails = (i >= 100 && i < 200 && i % 2 == 0) || (i >= 320 && i < 340);
      long latency = 1_000_000L * (5 + (i % 10) * (i >= 200 && i < 300 ? 20 : 1));
      samples.add(
          fails
              ? Sample.failed(probe, due, latency, "status 503")
              : Sample.answered(probe, due, latency));
    }
    return samples;
  }
}
