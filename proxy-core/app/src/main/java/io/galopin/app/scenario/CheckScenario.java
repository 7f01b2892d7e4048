package io.galopin.app.scenario;

import io.galopin.app.client.Member;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Says what a scenario would do: {@code galopin scenario check}. Needs no server. */
record CheckScenario(Syntax syntax) implements Member {

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
  public String word() {
    return syntax.word();
  }

  @Override
  public List<String> aliases() {
    return syntax.aliases();
  }

  @Override
  public String usage() {
    return syntax.usage();
  }

  @Override
  public String description() {
    return syntax.description();
  }

  @Override
  public String example() {
    return syntax.example();
  }

  @Override
  public CommandSpec forCompletion() {
    return syntax.forCompletion();
  }

  @Override
  public int run(List<String> words, Console console) {
    Optional<Given> given = syntax.read(words);
    if (given.isEmpty()) {
      syntax.explain(console);
      return Command.OK;
    }
    for (Scenario scenario : ScenarioFiles.all(given.get().operand())) {
      scenario.explained().forEach(console.out()::println);
    }
    return Command.OK;
  }
}
