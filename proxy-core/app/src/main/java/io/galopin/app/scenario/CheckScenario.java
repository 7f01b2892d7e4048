package io.galopin.app.scenario;

import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.scenario.Scenario;
import java.util.List;

/** Says what a scenario would do: {@code galopin scenario check}. Needs no server. */
record CheckScenario(Syntax syntax) implements ScenarioCommand {

  CheckScenario() {
    this(
        new Syntax(
            "scenario check",
            List.of(),
            List.of("FILE"),
            "Checks the scenarios of a file and says what they would do. Runs nothing.",
            List.of(),
            "galopin scenario check checkout.conf"));
  }

  @Override
  public int run(Given given, Console console) {
    for (Scenario scenario : ScenarioFiles.all(given.operand())) {
      scenario.explained().forEach(console.out()::println);
    }
    return Command.OK;
  }
}
