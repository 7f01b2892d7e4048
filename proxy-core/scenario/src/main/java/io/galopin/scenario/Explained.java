package io.galopin.scenario;

import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Group;
import io.galopin.scenario.model.Halt;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Step;
import io.galopin.scenario.model.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a scenario would do. */
final class Explained {

  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private Explained(Plan plan) {
    this.plan = plan;
  }

  static List<String> of(Plan plan) {
    Explained explained = new Explained(plan);
    explained.all();
    return List.copyOf(explained.lines);
  }

  private void all() {
    lines.add(plan.name() + " (" + plan.source() + ")");
    for (Steady probe : plan.steady()) {
      lines.add(
          "  probe "
              + probe.name()
              + ": "
              + probe.target().text()
              + " every "
              + Times.text(probe.every())
              + "; must hold: "
              + joined(probe.expect()));
    }
    if (plan.steady().isEmpty()) {
      lines.add("  no probe: only the faults can be judged");
    } else {
      lines.add("  baseline: " + Times.text(plan.baseline()) + ", before anything is injected");
    }
    plan.steps().forEach(step -> step(step, "  "));
    plan.halt().stream().flatMap(halt -> halt.breaches().stream()).forEach(this::breach);
    lines.add("  a judgement needs at least " + plan.atLeast() + " answers");
  }

  private void breach(Halt.Breach breach) {
    lines.add(
        "  halts when "
            + breach.probe()
            + " has "
            + breach.condition()
            + " for "
            + Times.text(breach.time()));
  }

  private void step(Step step, String indent) {
    String at = step.at().map(time -> ", at " + time).orElse("");
    if (step instanceof Group group) {
      lines.add(
          indent
              + group.name()
              + (group.parallel() ? ": all at once" : ": in order")
              + (group.times() > 1 ? ", " + group.times() + " times" : "")
              + at);
      group.steps().forEach(inner -> step(inner, indent + "  "));
    } else if (step instanceof Stage stage) {
      stage(stage, indent, at);
    }
  }

  private void stage(Stage stage, String indent, String at) {
    String until =
        stage.until().isPresent() ? ", or until " + stage.until().getAsLong() + " faults" : "";
    lines.add(indent + stage.name() + ": " + Times.text(stage.time()) + until + at);
    for (Act act : stage.acts()) {
      lines.add(indent + "  " + String.join(", ", stage.proxies()) + ": " + act.text());
    }
    String within = stage.within().isZero() ? "" : ", from " + Times.text(stage.within()) + " on";
    for (Steady probe : plan.steady()) {
      lines.add(
          indent + "  must hold: " + probe.name() + " " + joined(stage.expected(probe)) + within);
    }
    stage.faults().ifPresent(faults -> lines.add(indent + "  must hold: " + faults));
  }

  private static String joined(List<Expectation> all) {
    return all.stream().map(Expectation::toString).collect(Collectors.joining(", "));
  }
}
