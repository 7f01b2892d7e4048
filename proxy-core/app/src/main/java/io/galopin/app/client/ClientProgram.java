package io.galopin.app.client;

import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.ServerAddress;
import io.galopin.app.client.command.ServerTrust;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a client command: reads the command line and finds the server.
 *
 * @param command what is run
 * @param standard the address that is tried first if the user names none
 * @param environment the environment variables of this process
 */
record ClientProgram(ClientCommand command, ServerAddress standard, Map<String, String> environment)
    implements Member {

  @Override
  public String word() {
    return command.syntax().word();
  }

  @Override
  public List<String> aliases() {
    return command.syntax().aliases();
  }

  @Override
  public String usage() {
    return command.syntax().usage();
  }

  @Override
  public String description() {
    return command.syntax().description();
  }

  @Override
  public String example() {
    return command.syntax().example();
  }

  @Override
  public CommandSpec forCompletion() {
    return command.syntax().forCompletion();
  }

  @Override
  public int run(List<String> words, Console console) {
    Syntax syntax = command.syntax();
    Optional<Given> read = syntax.read(words);
    if (read.isEmpty()) {
      syntax.explain(console);
      return Command.OK;
    }
    Given given = read.get();
    List<ServerAddress> servers = standard.or(given.value(Syntax.HOST), environment);
    Optional<String> token =
        Optional.ofNullable(environment.get(ServerAddress.TOKEN))
            .filter(secret -> !secret.isBlank());
    command.run(
        given,
        new ControlApi(servers, token, ServerTrust.of(given, environment)),
        new Report(console, given.has(Syntax.JSON)));
    return Command.OK;
  }
}
