package io.galopin.app;

import io.galopin.api.Names;
import io.galopin.app.authority.AuthorityCommands;
import io.galopin.app.client.ClientCommands;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.demo.DemoCommand;
import io.galopin.app.options.ReplayOptions;
import io.galopin.app.options.Version;
import io.galopin.app.scenario.OwnProcess;
import io.galopin.app.scenario.ScenarioCommands;
import io.galopin.control.ProfileJson;
import io.galopin.rules.profile.Profiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The program {@code galopin}: finds the command and runs it. */
public final class Main {

  private static final String RUN = "run";
  private static final String HELP = "help";

  /** Lambdas, because method references would load the classes of every command. */
  private static final Map<String, Supplier<Command>> COMMANDS =
      new TreeMap<>(
          Map.of(
              RUN,
              () -> new RunCommand(),
              ReplayOptions.NAME,
              () -> new ReplayCommand(),
              "server",
              () -> new ServerCommand(),
              "demo",
              () -> new DemoCommand(),
              "behaviors",
              () -> ListCommand.behaviors(),
              "protocols",
              () -> ListCommand.protocols(),
              "toxics",
              () -> ListCommand.toxics(),
              "completion",
              () -> new CompletionCommand(clientCommands(Map.of()), commandNames()),
              HELP,
              () -> new HelpCommand(name -> command(name))));

  private static final ClientCommands CLIENT_COMMANDS = clientCommands(System.getenv());

  /** Not in the help: the launcher runs it once to learn which classes a start needs. */
  private static final String REHEARSAL = "rehearsal";

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, Console.system()));
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  static int run(String[] args, Console console) {
    try {
      return dispatch(Arrays.asList(args), console);
    } catch (CommandFailure failure) {
      failure.getMessage().lines().forEach(console::complain);
      return failure.exitCode();
    }
  }

  private static int dispatch(List<String> typed, Console console) {
    List<String> words = CLIENT_COMMANDS.hostLast(typed);
    if (words.contains(Version.OPTION) || words.equals(List.of("-V"))) {
      return Version.tell(console);
    }
    if (words.isEmpty()) {
      return RunHelp.brief(console);
    }
    if (words.get(0).startsWith("-")) {
      return new RunCommand().run(words, console);
    }
    String name = words.get(0);
    List<String> rest = words.subList(1, words.size());
    if (name.equals(REHEARSAL)) {
      return new Rehearsal(clientCommands(Map.of()).find("list").orElseThrow()).run(rest, console);
    }
    return command(name).run(rest, console);
  }

  /**
   * Finds a command.
   *
   * @throws CommandFailure if no command has that name
   */
  static Command command(String name) {
    return Optional.ofNullable(COMMANDS.get(name))
        .map(Supplier::get)
        .or(() -> CLIENT_COMMANDS.find(name))
        .orElseThrow(() -> CommandFailure.wrong(unknown(name)));
  }

  /** The names of all commands, sorted. */
  static Set<String> commandNames() {
    Set<String> names = new TreeSet<>(COMMANDS.keySet());
    names.addAll(CLIENT_COMMANDS.names());
    return names;
  }

  private static String unknown(String name) {
    Set<String> known = commandNames();
    String all = "one of " + String.join(", ", known) + "; see galopin --help";
    return "unknown command: "
        + name
        + " (expected: "
        + Names.nearest(name, known).map(near -> near + "? " + all).orElse(all)
        + ")";
  }

  /** The commands that talk to a server. Explaining rules needs plugins instead. */
  static ClientCommands clientCommands(Map<String, String> environment) {
    return new ClientCommands(
            environment, () -> new ExplainRules(), () -> ProfileJson.all(Profiles.builtIn()))
        .with("ca", () -> AuthorityCommands.family())
        .with("scenario", () -> ScenarioCommands.family(environment, ownProcess(environment)));
  }

  private static OwnProcess ownProcess(Map<String, String> environment) {
    return (words, console, whenReady) ->
        new RunCommand(environment, whenReady).run(words, console);
  }
}
