package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.console.SingleDash;
import io.galopin.app.console.WholeWords;
import io.galopin.app.console.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The syntax of a client command. Options and operands may come in any order, and long options also
 * work with one hyphen.
 *
 * @param name what is typed after {@code galopin}: {@code toxic add}
 * @param aliases other words for the last word of the name
 * @param operands the arguments without an option, in this order: {@code PROXY}; a last one such as
 *     {@code [TIME]} may be left out, one such as {@code [RULE...]} takes any number
 * @param description what it does
 * @param options its own options, besides those of all client commands
 * @param example one or more calls, each on a line
 */
public record Syntax(
    String name,
    List<String> aliases,
    List<String> operands,
    String description,
    List<ClientOption> options,
    String example) {

  public static final ClientOption HOST =
      ClientOption.of(
          "URL",
          "the server; default: GALOPIN_URL, otherwise TOXIPROXY_URL, otherwise ports 8474 and"
              + " 8080 on this machine",
          "-h",
          "--host");

  public static final ClientOption CA =
      ClientOption.of(
          "FILE",
          "whom to trust if the server speaks TLS; default: GALOPIN_CA, otherwise whom Java trusts,"
              + " and this user's authority",
          "--ca");

  public static final ClientOption CERTIFICATE =
      ClientOption.of(
          "FILE",
          "shown to a server that asks for one, in PEM with its key, or in PKCS #12; default:"
              + " GALOPIN_CERTIFICATE",
          "--certificate");

  public static final ClientOption JSON =
      ClientOption.flag("prints the server's reply, as JSON", "--json");

  private static final int OPTION_WIDTH = 30;

  public Syntax {
    aliases = List.copyOf(aliases);
    operands = List.copyOf(operands);
    options = List.copyOf(options);
  }

  /** The last word of the name. */
  public String word() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  /**
   * Parses the words after the name.
   *
   * @return empty if help was asked for
   * @throws CommandFailure if the words do not match the syntax
   */
  public Optional<Given> read(List<String> words) {
    CommandSpec spec = spec();
    ParseResult result = Words.read(spec, SingleDash.doubled(words, spec.optionsMap().keySet()));
    if (result.isUsageHelpRequested()) {
      return Optional.empty();
    }
    List<String> given = result.matchedPositionalValue(0, List.of());
    if (given.size() > operands.size() && !hasMore()) {
      throw CommandFailure.wrong(
          "unexpected argument: " + given.get(operands.size()) + " (expected: " + usage() + ")");
    }
    if (given.size() < operands.size() - (isLastOptional() ? 1 : 0)) {
      throw CommandFailure.wrong(
          operands.get(given.size()) + ": missing (expected: " + usage() + ")");
    }
    Map<String, List<String>> values = new HashMap<>();
    for (ClientOption option : all()) {
      if (result.hasMatchedOption(option.name())) {
        values.put(option.name(), option.isFlag() ? List.of() : values(result, option));
      }
    }
    return Optional.of(new Given(usage(), given, values));
  }

  private boolean isLastOptional() {
    return !operands.isEmpty() && operands.get(operands.size() - 1).startsWith("[");
  }

  private boolean hasMore() {
    return !operands.isEmpty() && operands.get(operands.size() - 1).endsWith("...]");
  }

  private static List<String> values(ParseResult result, ClientOption option) {
    return result.matchedOption(option.name()).stringValues();
  }

  private List<ClientOption> all() {
    List<ClientOption> all = new ArrayList<>(options);
    all.addAll(List.of(HOST, CA, CERTIFICATE, JSON));
    return all;
  }

  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("galopin " + name);
    all().forEach(option -> spec.addOption(argument(option)));
    spec.addOption(
        OptionSpec.builder(Words.HELP).usageHelp(true).description("shows this text").build());
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .hidden(true)
            .build());
  }

  private static OptionSpec argument(ClientOption option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.names().toArray(String[]::new))
            .description(WholeWords.of(option.description()));
    if (option.isFlag()) {
      return builder.arity("0").type(Boolean.class).build();
    }
    builder.arity("1").paramLabel(option.label());
    return option.repeated()
        ? builder.type(List.class).auxiliaryTypes(String.class).build()
        : builder.type(String.class).build();
  }

  /** The options that a shell can complete. */
  public CommandSpec forCompletion() {
    CommandSpec spec = CommandSpec.create();
    for (ClientOption option : all()) {
      spec.addOption(
          OptionSpec.builder(option.names().toArray(String[]::new))
              .arity(option.isFlag() ? "0" : "1")
              .type(option.isFlag() ? Boolean.class : String.class)
              .paramLabel("value")
              .build());
    }
    return spec.addOption(OptionSpec.builder(Words.HELP).arity("0").type(Boolean.class).build());
  }

  /** The call in short: {@code galopin toxic add PROXY --type TYPE …}. */
  public String usage() {
    List<String> words = new ArrayList<>(List.of("galopin", name));
    words.addAll(operands);
    if (!options.isEmpty()) {
      words.add("[OPTION...]");
    }
    return String.join(" ", words);
  }

  /** Prints the help. */
  public void explain(Console console) {
    CommandSpec spec = spec();
    spec.usageMessage()
        .width(Console.COLUMNS)
        .longOptionsMaxWidth(OPTION_WIDTH)
        .sortOptions(false)
        .customSynopsis(usage())
        .description("%n" + WholeWords.of(description) + aliasesText() + "%n")
        .optionListHeading("Options%n")
        // Picocli treats the footer as a format string.
        .footer("", "Example", example.indent(2).stripTrailing().replace("%", "%%"));
    CommandLine command = new CommandLine(spec).setInterpolateVariables(false).setSeparator(" ");
    WholeWords.print(command, console.out(), console.style());
  }

  private String aliasesText() {
    return aliases.isEmpty() ? "" : "%nShort for it: " + String.join(", ", aliases);
  }
}
