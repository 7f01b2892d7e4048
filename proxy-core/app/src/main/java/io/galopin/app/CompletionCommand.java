package io.galopin.app;

import io.galopin.app.client.ClientCommands;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.InstalledPlugins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prints a script with which a shell completes commands, options and values, including those of
 * plugins.
 */
final class CompletionCommand implements Command {

  private static final List<CliOption> OPTIONS = List.of(RunOptions.PLUGINS);

  private static final HelpText HELP =
      new HelpText(
          "galopin completion bash | zsh [--plugins DIR]",
          """
          Prints a script that makes the shell complete commands, options and values,
          including those of installed plugins.""",
          """

          Examples
            In ~/.bashrc, or in a file that bash-completion loads:
              eval "$(galopin completion bash)"

            In ~/.zshrc:
              eval "$(galopin completion zsh)"
          """);

  private final ClientCommands clients;
  private final Set<String> names;

  /**
   * @param clients the commands that talk to a server
   * @param names the names of all commands
   */
  CompletionCommand(ClientCommands clients, Set<String> names) {
    this.clients = clients;
    this.names = names;
  }

  @Override
  public int run(List<String> words, Console console) {
    Arguments arguments =
        new Arguments("completion", HELP, List.of(new CliGroup("Options", OPTIONS)));
    boolean named = !words.isEmpty() && !words.get(0).startsWith("-");
    Optional<Map<String, String>> given =
        arguments.parse(named ? words.subList(1, words.size()) : words);
    if (given.isEmpty()) {
      return arguments.explain(console);
    }
    String shell = named ? words.get(0) : "none";
    if (!CompletionScript.SHELLS.contains(shell)) {
      throw CommandFailure.wrong("shell: " + shell + " (expected: bash or zsh)");
    }
    try (InstalledPlugins plugins =
        InstalledPlugins.ofCommandLine(given.get().get(RunOptions.PLUGINS.name()))) {
      console.out().print(new CompletionScript(plugins.catalog(), clients, names).text());
      plugins.complain(console);
    }
    return Command.OK;
  }
}
