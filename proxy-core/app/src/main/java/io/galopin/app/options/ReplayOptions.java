package io.galopin.app.options;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The options of {@code galopin replay}: most options of a run, and two more. */
public final class ReplayOptions {

  public static final String NAME = "replay";

  public static final HelpText HELP =
      new HelpText(
          "galopin replay JOURNAL [OPTION...]",
          """
          Injects the faults of a recorded run again, each into the same exchange of the
          same connection, with the seed of that run. The faults take the place of rules.
          Says which requests differ from the recorded ones and which faults are missing.
          If any are missing, the exit code is 3.""",
          """

          Examples
            Records a run and replays it:
              galopin --protocol http --backend localhost:3000 --behavior 10:error \\
                      --journal faults.jsonl
              galopin replay faults.jsonl

            A run with toxics, or options of protocols, in a configuration file:
              galopin replay faults.jsonl --config my.conf
          """);

  /** Options of a run that make no sense here, because the journal decides. */
  private static final Set<CliOption> RECORDED =
      Set.of(
          RunOptions.RULE,
          RunOptions.BEHAVIOR,
          RunOptions.SEED,
          RunOptions.WATCH,
          RunOptions.STATE);

  private static final Option<Long> NUMBER =
      Option.integer(
          "run",
          1,
          1_000_000,
          "which run of a file that has several, 1 is the first; without it the last");

  private static final CliOption WHICH = CliOption.of("N", NUMBER);

  private static final CliOption LENIENT =
      CliOption.of(
          "",
          Option.flag(
              "lenient", "exits with 0 even if some of the recorded faults did not happen again"));

  private ReplayOptions() {}

  public static RecordedFile recorded(Path journal, Map<String, String> given) {
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
  public static List<CliGroup> groups() {
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
}
