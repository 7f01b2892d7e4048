package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints a script that makes a shell complete commands, options and values, plugins' too. */
final class CompletionCommand implements Command {

  /** One script is for both: in zsh it switches zsh's understanding of bash's completion on. */
  static final List<String> SHELLS = List.of("bash", "zsh");

  static final List<CliOption> OPTIONS = List.of(RunOptions.PLUGINS);

  private static final HelpText HELP =
      new HelpText(
          "galopin completion bash | zsh [--plugins DIR]",
          """
          Prints a script that makes the shell complete commands, options and values,
          those of installed plugins too.""",
          """

          Examples
            In ~/.bashrc, or where bash-completion looks for scripts:
              eval "$(galopin completion bash)"

            In ~/.zshrc:
              eval "$(galopin completion zsh)"
          """);

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
    if (!SHELLS.contains(shell)) {
      throw CommandFailure.wrong("shell: " + shell + " (expected: bash or zsh)");
    }
    try (InstalledPlugins plugins =
        InstalledPlugins.ofCommandLine(given.get().get(RunOptions.PLUGINS.name()))) {
      console.out().print(new CompletionScript(plugins.catalog()).text());
      plugins.complain(console);
    }
    return Command.OK;
  }
}
