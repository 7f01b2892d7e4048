package io.galopin.app.scenario;

import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import java.util.List;
import java.util.Optional;

/**
 * Shows or stops the scenarios that run on this machine: {@code galopin scenario list} and {@code
 * stop}.
 *
 * @param stops whether it stops them
 */
record ListScenarios(Syntax syntax, boolean stops) implements ScenarioCommand {

  /** Shows them, or those of a file. */
  static ListScenarios list() {
    return new ListScenarios(
        new Syntax(
            "scenario list",
            List.of(),
            List.of("[FILE]"),
            "Shows the scenarios of a file, or those that you run on this machine.",
            List.of(),
            "galopin scenario list"),
        false);
  }

  /** Stops them. */
  static ListScenarios stop() {
    return new ListScenarios(
        new Syntax(
            "scenario stop",
            List.of(),
            List.of("[NAME]"),
            "Stops a scenario that you run on this machine, or all of them. It takes back"
                + " everything first.",
            List.of(),
            "galopin scenario stop checkout-survives"),
        true);
  }

  @Override
  public int run(Given given, Console console) {
    Optional<String> operand = given.operands().stream().findFirst();
    if (stops) {
      stop(operand, console);
    } else if (operand.isPresent()) {
      ScenarioFiles.all(operand.get()).forEach(one -> console.out().println(one.name()));
    } else {
      show(console);
    }
    return Command.OK;
  }

  private static void show(Console console) {
    List<RunningFile> all = RunningFile.all();
    for (RunningFile file : all) {
      console
          .out()
          .println(file.scenario() + "  " + file.source() + "  process " + file.process().pid());
    }
    if (all.isEmpty()) {
      console.out().println("no scenario is running");
    }
  }

  private static void stop(Optional<String> name, Console console) {
    List<RunningFile> meant =
        RunningFile.all().stream()
            .filter(file -> name.isEmpty() || file.scenario().equals(name.get()))
            .toList();
    if (meant.isEmpty() && name.isPresent()) {
      throw CommandFailure.failed(
          name.get() + ": not running (expected: one that galopin scenario list shows)");
    }
    for (RunningFile file : meant) {
      file.process().destroy();
      console.out().println(file.scenario() + ": stopped, process " + file.process().pid());
    }
    if (meant.isEmpty()) {
      console.out().println("no scenario is running");
    }
  }
}
