package io.galopin.app.authority;

import io.galopin.app.client.Member;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.HelpText;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.TlsConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command about Galopin's authority. Needs no server.
 *
 * @param word what is typed after {@code galopin ca}
 * @param operands what it takes without an option, all of it needed: {@code FILE}
 * @param help whose description is one or more whole sentences
 * @param options its own, besides the folder
 * @param example a call
 * @param action what it does
 */
record AuthorityCommand(
    String word,
    List<String> operands,
    HelpText help,
    List<CliOption> options,
    String example,
    Action action)
    implements Member {

  /** What a command does, once its words are understood. */
  interface Action {
    /**
     * Does it.
     *
     * @param given the values of options, by their names
     * @throws TlsConfigException if the authority or a file cannot be used
     */
    void run(
        AuthorityStore store, List<String> operands, Map<String, String> given, Console console);
  }

  AuthorityCommand {
    List<CliOption> all = new ArrayList<>(options);
    all.add(Options.FOLDER);
    options = List.copyOf(all);
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public String usage() {
    return help.synopsis();
  }

  @Override
  public String description() {
    return help.description().replace('\n', ' ');
  }

  @Override
  public CommandSpec forCompletion() {
    CommandSpec spec = CommandSpec.create();
    for (CliOption option : options) {
      spec.addOption(OptionSpec.builder(option.name()).arity("1").type(String.class).build());
    }
    return spec.addOption(
        OptionSpec.builder(Arguments.HELP).arity("0").type(Boolean.class).build());
  }

  @Override
  public int run(List<String> words, Console console) {
    List<String> found = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    divide(words, found, rest);
    Arguments arguments =
        new Arguments("ca " + word, help, List.of(new CliGroup("Options", options)));
    Optional<Map<String, String>> given = arguments.parse(rest);
    if (given.isEmpty()) {
      return arguments.explain(console);
    }
    if (found.size() > operands.size()) {
      throw CommandFailure.wrong(
          "unexpected argument: " + found.get(operands.size()) + " (expected: " + usage() + ")");
    }
    if (found.size() < operands.size()) {
      throw CommandFailure.wrong(
          operands.get(found.size()) + ": missing (expected: " + usage() + ")");
    }
    try {
      action.run(Options.store(given.get()), found, given.get(), console);
      return Command.OK;
    } catch (TlsConfigException wrong) {
      throw CommandFailure.wrong(String.valueOf(wrong.getMessage()));
    }
  }

  /** Tells operands from options with their values. */
  private void divide(List<String> words, List<String> found, List<String> rest) {
    for (int i = 0; i < words.size(); i++) {
      String each = words.get(i);
      if (!each.startsWith("-")) {
        found.add(each);
        continue;
      }
      rest.add(each);
      boolean takesNext = options.stream().anyMatch(option -> option.name().equals(each));
      if (takesNext && i + 1 < words.size()) {
        rest.add(words.get(++i));
      }
    }
  }
}
