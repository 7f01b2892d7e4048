package io.galopin.scenario.result;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a run of a scenario. Immutable.
 *
 * @param scenario the name of the scenario
 * @param source the file that it was read from
 * @param command what repeats the run, as typed
 * @param seed the integer from which all chance followed
 * @param started when the baseline began
 * @param nanos how long the run took
 * @param verdict what it has shown
 * @param reasons why, a sentence each; for {@link Verdict#PASS} there are none
 * @param stages the baseline, if there was one, and the stages in the order in which they began
 * @param leftOut how many more results there were of stages that a loop has repeated
 * @param windows what each probe saw over time, in even parts
 */
public record ScenarioResult(
    String scenario,
    String source,
    String command,
    long seed,
    Instant started,
    long nanos,
    Verdict verdict,
    List<String> reasons,
    List<StageResult> stages,
    long leftOut,
    List<Window> windows) {

  /** The name of the time before the first stage. */
  public static final String BASELINE = "baseline";

  public ScenarioResult {
    reasons = List.copyOf(reasons);
    stages = List.copyOf(stages);
    windows = List.copyOf(windows);
  }

  /**
   * Returns this if the scenario has passed.
   *
   * @throws AssertionError with the reasons if it has not
   */
  public ScenarioResult orFail() {
    if (verdict != Verdict.PASS) {
      throw new AssertionError(summary());
    }
    return this;
  }

  /** Returns the verdict with its reasons, a line each. */
  public String summary() {
    StringBuilder text = new StringBuilder(scenario).append(": ").append(verdict);
    reasons.forEach(reason -> text.append(System.lineSeparator()).append("  ").append(reason));
    return text.toString();
  }

  /** Returns it as JSON: times in seconds since the start, latencies in milliseconds. */
  public String toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario);
    fields.put("source", source);
    fields.put("command", command);
    fields.put("seed", seed);
    fields.put("started", started.toString());
    fields.put("seconds", nanos / 1e9);
    fields.put("verdict", verdict.name());
    fields.put("reasons", reasons);
    fields.put("stages", stages.stream().map(StageResult::fields).toList());
    fields.put("left-out", leftOut);
    fields.put("windows", windows.stream().map(Window::fields).toList());
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
