package io.galopin.app.voice;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run prints besides its log, and the command line that started it.
 *
 * @param faults whether it prints each fault as it happens
 * @param summary whether it prints a summary at the end
 * @param command the command, such as {@code galopin server}
 * @param words the rest of the command line
 * @param replay whether the seed comes from a journal and is not on the command line
 */
public record Speech(
    boolean faults, boolean summary, List<String> command, List<String> words, boolean replay) {

  public Speech {
    command = List.copyOf(command);
    words = List.copyOf(words);
  }

  /**
   * @param given the values on the command line, by option
   */
  public static Speech of(
      Map<String, String> given,
      Console console,
      List<String> command,
      List<String> words,
      boolean replay) {
    boolean terminal = console.errColumns() > 0;
    boolean quiet = isOn(RunOptions.QUIET, given, false);
    return new Speech(
        !quiet && isOn(RunOptions.LOG_FAULTS, given, terminal), !quiet, command, words, replay);
  }

  /** Whether a switch of the command line is on. */
  public static boolean isOn(CliOption flag, Map<String, String> given, boolean otherwise) {
    String value = given.get(flag.name());
    try {
      return value == null ? otherwise : (Boolean) flag.meta().parse(value);
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }

  /**
   * The destination: standard error if that is a terminal, otherwise wherever the log goes.
   *
   * @param err the queue for standard error
   * @param log the queue of the log, which may be the same
   */
  Ear ear(Console console, Lines err, Lines log) {
    if (console.errColumns() > 0) {
      return Ear.terminal(err, console.errStyle(), console.errColumns());
    }
    return err == log ? Ear.pipe(log, console.errStyle()) : Ear.file(log);
  }

  /** How to repeat a run with this seed. */
  Summary.Again again(long seed) {
    List<String> again = new ArrayList<>(command);
    again.addAll(words);
    String option = RunOptions.SEED.name();
    if (!replay
        && words.stream().noneMatch(word -> word.equals(option) || word.startsWith(option + "="))) {
      again.addAll(List.of(option, Long.toString(seed)));
    }
    return new Summary.Again(seed, again);
  }
}
