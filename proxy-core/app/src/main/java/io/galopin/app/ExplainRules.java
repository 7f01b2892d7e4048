package io.galopin.app;

import io.galopin.app.client.Member;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Share;
import io.galopin.rules.RulesJson;
import io.galopin.rules.source.ConfigProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Computes the share of exchanges on which each rule acts: {@code galopin rules explain}. Needs no
 * server.
 */
final class ExplainRules implements Member {

  private static final List<CliOption> OPTIONS = List.of(RunOptions.PROTOCOL, RunOptions.PLUGINS);

  private static final HelpText HELP =
      new HelpText(
          "galopin rules explain RULE... [OPTION...]",
          """
          Computes, for each rule, the share of its matching exchanges on which it acts in
          the long run. Later rules get what earlier ones leave.""",
          """

          Examples
            The second rule acts on two in five exchanges, not on half of them:
              galopin rules explain '20% delay' '50% error'
          """);

  @Override
  public String word() {
    return "explain";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public String usage() {
    return HELP.synopsis();
  }

  @Override
  public String description() {
    return "Computes the share of exchanges on which each rule acts; needs no server.";
  }

  @Override
  public String example() {
    return "galopin rules explain '20% delay' '50% error'";
  }

  @Override
  public CommandSpec forCompletion() {
    CommandSpec spec = CommandSpec.create();
    for (CliOption option : OPTIONS) {
      spec.addOption(OptionSpec.builder(option.name()).arity("1").type(String.class).build());
    }
    return spec.addOption(
        OptionSpec.builder(Arguments.HELP).arity("0").type(Boolean.class).build());
  }

  @Override
  public int run(List<String> words, Console console) {
    List<String> rules = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        rules.add(word);
        continue;
      }
      options.add(word);
      boolean takesNext = OPTIONS.stream().anyMatch(option -> option.name().equals(word));
      if (takesNext && i + 1 < words.size()) {
        options.add(words.get(++i));
      }
    }
    Arguments arguments =
        new Arguments("rules explain", HELP, List.of(new CliGroup("Options", OPTIONS)));
    Optional<Map<String, String>> given = arguments.parse(options);
    if (given.isEmpty()) {
      return arguments.explain(console);
    }
    if (rules.isEmpty()) {
      throw CommandFailure.wrong("no rule (expected: " + HELP.synopsis() + ")");
    }
    explain(rules, given.get(), console);
    return Command.OK;
  }

  private static void explain(List<String> texts, Map<String, String> given, Console console) {
    String protocol =
        given.getOrDefault(RunOptions.PROTOCOL.name(), RunOptions.PROTOCOL.shownDefault());
    try (InstalledPlugins plugins =
        InstalledPlugins.ofCommandLine(given.get(RunOptions.PLUGINS.name()))) {
      plugins.complain(console);
      List<Rule> rules = new RulesJson(protocol, Map.of(), plugins.catalog()).read(texts);
      List<Share> shares = Share.of(new RuleSet(rules));
      int widest = shares.stream().mapToInt(share -> text(share).length()).max().orElse(0);
      for (Share share : shares) {
        console
            .out()
            .println(
                text(share)
                    + " ".repeat(widest - text(share).length() + 2)
                    + share.rule().map(Rule::text).orElse("no rule"));
      }
    } catch (ConfigProblem wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  private static String text(Share share) {
    String least = percent(share.least());
    String most = percent(share.most());
    return (least.equals(most) ? least : least + " to " + most) + "%";
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
