package io.galopin.app;

import io.galopin.app.client.ClientCommands;
import io.galopin.app.demo.DemoCommand;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.PluginOptions;
import io.galopin.app.options.ReplayOptions;
import io.galopin.app.options.RunOptions;
import io.galopin.app.options.Version;
import io.galopin.engine.Catalog;
import io.galopin.engine.rule.Mix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion script for all commands, with the options of the plugins of a catalog. */
final class CompletionScript {

  /** Both take the same script: in zsh it turns on the emulation of bash's completion. */
  static final List<String> SHELLS = List.of("bash", "zsh");

  private static final String PROGRAM = "galopin";
  private static final Set<String> FILES = Set.of("FILE", "DIR");

  private final Catalog catalog;
  private final ClientCommands clients;
  private final Set<String> names;

  /**
   * @param catalog the plugins whose options and names are completed
   * @param clients the commands that talk to a server
   * @param names the names of all commands
   */
  CompletionScript(Catalog catalog, ClientCommands clients, Set<String> names) {
    this.catalog = catalog;
    this.clients = clients;
    this.names = names;
  }

  String text() {
    List<CliOption> run = new ArrayList<>();
    RunOptions.groups().forEach(group -> run.addAll(group.options()));
    new PluginOptions(catalog).groups().forEach(group -> run.addAll(group.options()));
    CommandSpec galopin =
        command(run)
            .addSubcommand("run", command(run))
            .addSubcommand(ReplayOptions.NAME, replay())
            .addSubcommand(
                "server",
                command(
                    ServerCommand.GROUPS.stream()
                        .flatMap(group -> group.options().stream())
                        .toList()))
            .addSubcommand("demo", command(DemoCommand.OPTIONS))
            .addSubcommand("behaviors", command(ListCommand.OPTIONS))
            .addSubcommand("protocols", command(ListCommand.OPTIONS))
            .addSubcommand("toxics", command(ListCommand.OPTIONS))
            .addSubcommand("completion", words(SHELLS))
            .addSubcommand("help", words(explained()));
    clients.forCompletion().forEach(galopin::addSubcommand);
    return AutoComplete.bash(PROGRAM, new CommandLine(galopin)) + installed();
  }

  /**
   * What picocli's script cannot do: complete the names of installed plugins and of running
   * proxies.
   */
  private String installed() {
    Set<String> behaviors = new TreeSet<>(catalog.behaviors().keySet());
    behaviors.add(Mix.DUMMY);
    return template()
        .replace("@behaviors@", lines(behaviors))
        .replace("@toxics@", lines(catalog.toxics().keySet()))
        .replace("@protocols@", lines(catalog.protocols().keySet()));
  }

  private static String lines(Collection<String> names) {
    return String.join("\\n", names);
  }

  private static String template() {
    try (InputStream in = CompletionScript.class.getResourceAsStream("names.bash")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The journal is the one argument that needs no option. */
  private CommandSpec replay() {
    List<CliOption> options = new ArrayList<>();
    ReplayOptions.groups().forEach(group -> options.addAll(group.options()));
    new PluginOptions(catalog).groups().forEach(group -> options.addAll(group.options()));
    return command(options)
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .paramLabel("JOURNAL")
                .type(Path.class)
                .build());
  }

  private CommandSpec command(List<CliOption> options) {
    CommandSpec spec = CommandSpec.create();
    options.forEach(option -> spec.addOption(complete(option)));
    return spec.addOption(flag(Arguments.HELP)).addOption(flag(Version.OPTION));
  }

  /** A command whose first argument is one of these words. Picocli knows them as subcommands. */
  private static CommandSpec words(Collection<String> words) {
    CommandSpec spec = CommandSpec.create();
    words.forEach(word -> spec.addSubcommand(word, CommandSpec.create()));
    return spec;
  }

  /** Leaves out help itself: picocli's script cannot tell one "help" on the line from two. */
  private List<String> explained() {
    return names.stream().filter(name -> !name.equals("help")).toList();
  }

  private static OptionSpec flag(String name) {
    return OptionSpec.builder(name).type(Boolean.class).arity("0").build();
  }

  private OptionSpec complete(CliOption option) {
    if (option.mayBeAlone()) {
      return flag(option.name());
    }
    OptionSpec.Builder builder =
        OptionSpec.builder(option.name())
            .arity("1")
            .type(String.class)
            // The script names a variable after the file.
            .paramLabel(option.name().substring(2));
    if (FILES.contains(option.label())) {
      builder.type(Path.class);
    } else if (option.equals(RunOptions.PROTOCOL)) {
      builder.completionCandidates(catalog.protocols().keySet());
    } else if (!option.meta().choices().isEmpty()) {
      builder.completionCandidates(option.meta().choices());
    }
    return builder.build();
  }
}
