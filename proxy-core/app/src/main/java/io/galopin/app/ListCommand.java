package io.galopin.app;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.engine.Catalog;
import io.galopin.plugin.host.PluginKind;
import io.galopin.plugin.host.PluginName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Help;

/** Lists the installed plugins of one kind with their options, from their own metadata. */
final class ListCommand implements Command {

  private static final int WIDTH = 96;
  private static final int INDENT = 2;

  static final List<CliOption> OPTIONS = List.of(RunOptions.PLUGINS);

  private final String kinds;
  private final PluginKind kind;
  private final Function<Catalog, Collection<? extends PluginFactory>> chosen;

  private ListCommand(
      String kinds,
      PluginKind kind,
      Function<Catalog, Collection<? extends PluginFactory>> chosen) {
    this.kinds = kinds;
    this.kind = kind;
    this.chosen = chosen;
  }

  static ListCommand behaviors() {
    return new ListCommand(
        "behaviors", PluginKind.BEHAVIOR, catalog -> catalog.behaviors().values());
  }

  static ListCommand protocols() {
    return new ListCommand(
        "protocols", PluginKind.PROTOCOL, catalog -> catalog.protocols().values());
  }

  static ListCommand toxics() {
    return new ListCommand("toxics", PluginKind.TOXIC, catalog -> catalog.toxics().values());
  }

  @Override
  public int run(List<String> words, Console console) {
    Arguments arguments = new Arguments(kinds, help(), List.of(new CliGroup("Options", OPTIONS)));
    Optional<Map<String, String>> given = arguments.parse(words);
    if (given.isEmpty()) {
      return arguments.explain(console);
    }
    try (InstalledPlugins plugins =
        InstalledPlugins.ofCommandLine(given.get().get(RunOptions.PLUGINS.name()))) {
      return list(plugins, console);
    }
  }

  private HelpText help() {
    return new HelpText(
        "galopin " + kinds + " [--plugins DIR]",
        "Lists the installed " + kinds + ", with their options.",
        """

        Example
          Those of a folder with plugins too, each with the JAR that it came from:
            galopin %s --plugins my-plugins
        """
            .formatted(kinds));
  }

  private int list(InstalledPlugins plugins, Console console) {
    Style style = console.style();
    for (PluginFactory plugin : chosen.apply(plugins.catalog())) {
      String origin =
          plugins
              .jarOf(new PluginName(kind, plugin.name()))
              .map(
                  jar ->
                      style.dim(
                          "  (" + jar.file().getFileName() + ", version " + jar.version() + ")"))
              .orElse("");
      console.out().println(style.bold(plugin.name()) + "  " + plugin.description() + origin);
      console.out().println(table(plugin.options()));
    }
    plugins.complain(console);
    return Command.OK;
  }

  /** A line per option, more where the description is long or there is a range to tell. */
  private static String table(List<Option<?>> options) {
    int name = widest(options, Option::name);
    int type = widest(options, Option::typeName);
    int standard = widest(options, ListCommand::defaultOf);
    Help.TextTable table =
        Help.TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            column(name),
            column(type),
            column(standard),
            column(WIDTH - name - type - standard - 4 * INDENT));
    table.indentWrappedLines = 0;
    for (Option<?> option : options) {
      table.addRowValues(option.name(), option.typeName(), defaultOf(option), option.description());
      if (!option.isFlag() && !option.range().equals(option.typeName())) {
        table.addRowValues("", "", "", "(" + option.range() + ")");
      }
    }
    return table.toString();
  }

  private static Help.Column column(int width) {
    return new Help.Column(width + INDENT, INDENT, Help.Column.Overflow.WRAP);
  }

  private static String defaultOf(Option<?> option) {
    return option.defaultValue().isEmpty() ? "-" : option.defaultText();
  }

  private static int widest(List<Option<?>> options, Function<Option<?>, String> column) {
    return options.stream().mapToInt(option -> column.apply(option).length()).max().orElse(0);
  }
}
