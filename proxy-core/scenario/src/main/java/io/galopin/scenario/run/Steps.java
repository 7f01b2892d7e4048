package io.galopin.scenario.run;

import io.galopin.scenario.model.Group;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Step;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.BiConsumer;

/** Decides which stage begins when: in order, all at once, again, or at a time of the day. */
final class Steps {

  private final Clock clock;
  private final Agenda agenda;
  private final BiConsumer<Stage, Runnable> stages;

  /**
   * @param stages begins a stage, and runs its second argument when the stage has ended
   */
  Steps(Clock clock, Agenda agenda, BiConsumer<Stage, Runnable> stages) {
    this.clock = clock;
    this.agenda = agenda;
    this.stages = stages;
  }

  /** Does steps one after the other, and then {@code done}. */
  void inOrder(List<Step> steps, Runnable done) {
    if (steps.isEmpty()) {
      done.run();
      return;
    }
    begin(steps.get(0), () -> inOrder(steps.subList(1, steps.size()), done));
  }

  private void begin(Step step, Runnable done) {
    Runnable now = () -> beginNow(step, done);
    if (step.at().isEmpty()) {
      now.run();
      return;
    }
    LocalDateTime today = clock.local();
    LocalDateTime then = today.with(step.at().get());
    LocalDateTime next = then.isBefore(today) ? then.plusDays(1) : then;
    agenda.at(clock.nanos() + Duration.between(today, next).toNanos(), now);
  }

  private void beginNow(Step step, Runnable done) {
    if (step instanceof Stage stage) {
      stages.accept(stage, done);
    } else if (step instanceof Group group) {
      round(group, group.times(), done);
    }
  }

  private void round(Group group, int left, Runnable done) {
    // Through the agenda, so that a long loop does not need a deep stack.
    Runnable next =
        left <= 1 ? done : () -> agenda.at(clock.nanos(), () -> round(group, left - 1, done));
    if (!group.parallel()) {
      inOrder(group.steps(), next);
      return;
    }
    int[] open = {group.steps().size()};
    if (open[0] == 0) {
      next.run();
    }
    for (Step step : group.steps()) {
      begin(
          step,
          () -> {
            if (--open[0] == 0) {
              next.run();
            }
          });
    }
  }
}
