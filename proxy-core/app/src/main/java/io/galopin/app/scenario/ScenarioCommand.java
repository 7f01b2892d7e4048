package io.galopin.app.scenario;

import io.galopin.app.client.Member;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** A command that is described by its syntax alone. */
interface ScenarioCommand extends Member {

  Syntax syntax();

  /** Does what was asked for, and returns the exit code. */
  int run(Given given, Console console);

  @Override
  default String word() {
    return syntax().word();
  }

  @Override
  default List<String> aliases() {
    return syntax().aliases();
  }

  @Override
  default String usage() {
    return syntax().usage();
  }

  @Override
  default String description() {
    return syntax().description();
  }

  @Override
  default String example() {
    return syntax().example();
  }

  @Override
  default CommandSpec forCompletion() {
    return syntax().forCompletion();
  }

  @Override
  default int run(List<String> words, Console console) {
    Optional<Given> given = syntax().read(words);
    if (given.isEmpty()) {
      syntax().explain(console);
      return Command.OK;
    }
    return run(given.get(), console);
  }
}
