package io.galopin.app.options;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.console.WholeWords;
import io.galopin.app.console.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of one command: parses them and prints the help. */
public final class Arguments {

  public static final String HELP = Words.HELP;

  /** Turns a flag off that is on by default. */
  private static final String SWITCHED_OFF = "=false";

  private static final int OPTION_WIDTH = 30;

  private final String name;
  private final HelpText text;
  private final List<CliGroup> groups;

  /**
   * @param command the command as typed after {@code galopin}; empty for the default command
   * @param text what the help says before and after the options
   */
  public Arguments(String command, HelpText text, List<CliGroup> groups) {
    this.name = command.isEmpty() ? "galopin" : "galopin " + command;
    this.text = text;
    this.groups = groups;
  }

  /** All options without groups, because picocli lets an option of a group be given twice. */
  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(name);
    for (CliGroup group : groups) {
      group.options().forEach(option -> spec.addOption(argument(option)));
    }
    return withHelp(spec);
  }

  private CommandSpec groupedSpec() {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .width(Console.COLUMNS)
        .longOptionsMaxWidth(OPTION_WIDTH)
        .sortOptions(false)
        .customSynopsis(text.synopsis())
        .description("%n" + escaped(text.description()) + "%n")
        .footer(escaped(text.footer()));
    int order = 0;
    for (CliGroup group : groups) {
      ArgGroupSpec.Builder together =
          ArgGroupSpec.builder()
              .validate(false)
              .order(order++)
              .heading("%n" + escaped(group.heading()) + "%n");
      group.options().forEach(option -> together.addArg(argument(option)));
      spec.addArgGroup(together.build());
    }
    return withHelp(spec);
  }

  private static CommandSpec withHelp(CommandSpec spec) {
    return spec.addOption(
            OptionSpec.builder(HELP, "-h").usageHelp(true).description("shows this text").build())
        // Only for the help: it is handled before options are parsed.
        .addOption(
            OptionSpec.builder(Version.OPTION)
                .versionHelp(true)
                .description("shows the version")
                .build());
  }

  private static OptionSpec argument(CliOption option) {
    boolean flag = option.meta().isFlag();
    OptionSpec.Builder builder = OptionSpec.builder(option.name());
    if (option.repeated()) {
      builder.type(List.class).auxiliaryTypes(String.class);
    } else {
      builder.type(String.class);
    }
    return builder
        .arity(option.mayBeAlone() ? "0..1" : "1")
        .fallbackValue(option.mayBeAlone() ? option.alone() : null)
        .defaultValue(flag ? option.meta().defaultText() : null)
        .paramLabel(label(option))
        .description(description(option))
        .build();
  }

  private static String label(CliOption option) {
    if (option.meta().isFlag()) {
      return SWITCHED_OFF;
    }
    return option.mayBeAlone() ? " [" + option.label() + "]" : " " + option.label();
  }

  /** The description, and in brackets choices, unit and default. */
  private static String description(CliOption option) {
    List<String> more = new ArrayList<>();
    if (!option.meta().choices().isEmpty()) {
      more.add("one of " + String.join(", ", option.meta().choices()));
    }
    if (!option.meta().unit().isEmpty()) {
      more.add("a bare number is in " + option.meta().unit());
    }
    if (!option.shownDefault().isEmpty() && !option.meta().isFlag()) {
      more.add("default " + option.shownDefault());
    }
    return WholeWords.of(
        option.meta().description() + (more.isEmpty() ? "" : " [" + String.join("; ", more) + "]"));
  }

  /** Picocli treats headings, descriptions and footers as format strings. */
  private static String escaped(String text) {
    return WholeWords.of(text).replace("%", "%%");
  }

  /**
   * Parses a command line.
   *
   * @return the values as typed, not checked yet, by the option's name; empty if help was asked for
   * @throws CommandFailure if a word is not an option, lacks its value or is given twice
   */
  public Optional<Map<String, String>> parse(List<String> words) {
    return parseAll(words).map(Arguments::first);
  }

  /**
   * The same for options that may be given more than once: all values of each option, in the order
   * of the command line.
   */
  public Optional<Map<String, List<String>>> parseAll(List<String> words) {
    CommandLine.ParseResult result = Words.read(spec(), words);
    if (result.isUsageHelpRequested()) {
      return Optional.empty();
    }
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (CliGroup group : groups) {
      for (CliOption option : group.options()) {
        if (result.hasMatchedOption(option.name())) {
          given.put(option.name(), values(result, option));
        }
      }
    }
    return Optional.of(given);
  }

  private static List<String> values(CommandLine.ParseResult result, CliOption option) {
    return option.repeated()
        ? result.matchedOptionValue(option.name(), List.of())
        : List.of(result.matchedOptionValue(option.name(), ""));
  }

  /** The first value of each option. */
  public static Map<String, String> first(Map<String, List<String>> given) {
    Map<String, String> first = new LinkedHashMap<>();
    given.forEach((name, values) -> first.put(name, values.get(0)));
    return first;
  }

  /**
   * Prints the help, in at most {@value Console#COLUMNS} columns.
   *
   * @return the exit code
   */
  public int explain(Console console) {
    CommandLine command =
        new CommandLine(groupedSpec())
            .setInterpolateVariables(false)
            .setHelpFactory(Explanation::new);
    WholeWords.print(command, console.out(), console.style());
    return Command.OK;
  }

  /**
   * Shows options with a value as {@code --x VALUE}, and flags as a user types them to change them.
   */
  private static final class Explanation extends Help {
    Explanation(CommandSpec spec, ColorScheme colors) {
      super(spec, colors);
    }

    @Override
    public IParamLabelRenderer parameterLabelRenderer() {
      return new IParamLabelRenderer() {
        @Override
        public Ansi.Text renderParameterLabel(
            ArgSpec argument, Ansi ansi, List<Ansi.IStyle> styles) {
          boolean bare =
              argument.paramLabel().equals(SWITCHED_OFF) && !"true".equals(argument.defaultValue());
          return colorScheme().apply(bare ? "" : argument.paramLabel(), styles);
        }

        @Override
        public String separator() {
          return "";
        }
      };
    }
  }
}
