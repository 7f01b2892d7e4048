package io.galopin.scenario.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole scenario.
 *
 * @param name under which it stands in its file
 * @param source the file as the user named it
 * @param baseline how long the steady state must hold before the first stage
 * @param steady the probes; none if nothing but faults is expected
 * @param steps what happens, in order
 * @param halt when everything is taken back early
 * @param atLeast how many answers of a probe a judgement needs
 */
public record Plan(
    String name,
    String source,
    Duration baseline,
    List<Steady> steady,
    List<Step> steps,
    Optional<Halt> halt,
    int atLeast) {

  public Plan {
    steady = List.copyOf(steady);
    steps = List.copyOf(steps);
  }

  /** Returns all stages, in the order of the file. */
  public List<Stage> stages() {
    return steps.stream().flatMap(Plan::stages).toList();
  }

  private static Stream<Stage> stages(Step step) {
    return step instanceof Group group
        ? group.steps().stream().flatMap(Plan::stages)
        : Stream.of((Stage) step);
  }
}
