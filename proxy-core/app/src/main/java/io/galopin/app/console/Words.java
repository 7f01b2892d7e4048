package io.galopin.app.console;

import io.galopin.api.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Parses the words after a command's name. */
public final class Words {

  public static final String HELP = "--help";

  private final CommandSpec spec;

  private Words(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Parses the words by {@code spec}, whose name is the command as the user types it.
   *
   * @throws CommandFailure if a word is not an option, lacks its value or is given twice
   */
  public static ParseResult read(CommandSpec spec, List<String> words) {
    return new Words(spec).read(words);
  }

  private ParseResult read(List<String> words) {
    try {
      return new CommandLine(spec)
          .setExpandAtFiles(false)
          .setPosixClusteredShortOptionsAllowed(false)
          .parseArgs(words.toArray(String[]::new));
    } catch (CommandLine.UnmatchedArgumentException unknown) {
      throw CommandFailure.wrong(unknown(unknown.getUnmatched().get(0)));
    } catch (CommandLine.MissingParameterException missing) {
      throw CommandFailure.wrong(missing(missing.getMissing()));
    } catch (CommandLine.OverwrittenOptionException twice) {
      throw CommandFailure.wrong(twice((OptionSpec) twice.getOverwritten()));
    } catch (CommandLine.ParameterException wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  private static String twice(OptionSpec option) {
    // The label LIST marks options that take several values at once.
    String once = option.paramLabel().strip().equals("LIST") ? "once, with commas between" : "once";
    return option.longestName() + ": given twice (expected: " + once + ")";
  }

  private String unknown(String word) {
    if (!word.startsWith("-")) {
      return "unexpected argument: " + word + " (expected: options only; see " + help() + ")";
    }
    String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    Set<String> known = spec.optionsMap().keySet();
    String hint =
        Names.nearest(option, known)
            .or(() -> completed(option, known))
            .map(near -> near + "? Or see " + help())
            .orElse("see " + help());
    return "unknown option: " + option + " (expected: " + hint + ")";
  }

  /** The only option that begins with this text, or that is this text with two hyphens. */
  private static Optional<String> completed(String option, Set<String> known) {
    String bare = option.replaceFirst("^-+", "");
    List<String> longer =
        known.stream().filter(name -> !bare.isEmpty() && name.startsWith("--" + bare)).toList();
    return longer.size() == 1
        ? Optional.of(longer.get(0))
        : Names.nearest("--" + bare, known).filter(near -> bare.length() > 1);
  }

  private static String missing(List<ArgSpec> missing) {
    OptionSpec option = (OptionSpec) missing.get(0);
    return option.longestName() + ": no value (expected: " + option.paramLabel().strip() + ")";
  }

  private String help() {
    return spec.name() + " " + HELP;
  }
}
