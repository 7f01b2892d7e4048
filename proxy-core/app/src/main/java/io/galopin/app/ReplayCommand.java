package io.galopin.app;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Runs proxies that do what a journal says was done: {@code galopin replay JOURNAL}. */
final class ReplayCommand implements Command {

  static final String NAME = "replay";

  static final HelpText HELP =
      new HelpText(
          "galopin replay JOURNAL [OPTION...]",
          """
          Injects the faults of a recorded run again, each into the same exchange of the same
          connection, with the seed of that run. The faults take the place of rules. Says which
          requests are others than those that were recorded, and which faults did not come: then
          the exit code is 3.""",
          """

          Examples
            Records a run, and has it again:
              galopin --protocol http --backend localhost:3000 --behavior 10:error \\
                      --journal faults.jsonl
              galopin replay faults.jsonl

            A run with toxics, or options of protocols, in a configuration file:
              galopin replay faults.jsonl --config my.conf
          """);

  /** What the journal decides. */
  private static final Set<CliOption> RECORDED =
      Set.of(RunOptions.RULE, RunOptions.BEHAVIOR, RunOptions.SEED);

  private static final Option<Long> NUMBER =
      Option.integer(
          "run",
          1,
          1_000_000,
          "which run of a file that has several, 1 for the first; else the last");

  static final CliOption WHICH = CliOption.of("N", NUMBER);

  static final CliOption LENIENT =
      CliOption.of(
          "",
          Option.flag(
              "lenient", "ends with 0 even if some of the recorded faults have not come again"));

  private final Map<String, String> environment;
  private final Consumer<Ready> whenReady;

  /** Runs until a signal comes. */
  ReplayCommand() {
    this(ready -> Stop.await());
  }

  /** Runs for as long as {@code whenReady} takes. */
  ReplayCommand(Consumer<Ready> whenReady) {
    this.environment = System.getenv();
    this.whenReady = whenReady;
  }

  /** What of a file is to be had again. */
  static RecordedFile recorded(Path journal, Map<String, String> given) {
    return new RecordedFile(
        journal, number(given), Boolean.parseBoolean(given.get(LENIENT.name())));
  }

  private static OptionalInt number(Map<String, String> given) {
    String text = given.get(WHICH.name());
    try {
      return text == null
          ? OptionalInt.empty()
          : OptionalInt.of(Math.toIntExact(NUMBER.parse(text)));
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }

  /** The options of a run that make sense here. */
  static List<CliGroup> groups() {
    List<CliGroup> groups = new ArrayList<>();
    for (CliGroup group : RunOptions.groups()) {
      List<CliOption> left = new ArrayList<>(group.options());
      if (left.removeAll(RECORDED) && left.contains(RunOptions.JOURNAL)) {
        left.add(WHICH);
        left.add(LENIENT);
      }
      groups.add(new CliGroup(group.heading(), left));
    }
    return groups;
  }

  @Override
  public int run(List<String> words, Console console) {
    boolean named = !words.isEmpty() && !words.get(0).startsWith("-");
    if (!named && !EarlyOptions.in(words).help()) {
      throw CommandFailure.wrong("no journal (expected: " + HELP.synopsis() + ")");
    }
    return new RunCommand(environment, whenReady, Path.of(named ? words.get(0) : ""))
        .run(words.subList(named ? 1 : 0, words.size()), console);
  }
}
