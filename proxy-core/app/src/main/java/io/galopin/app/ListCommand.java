package io.galopin.app;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.app.console.Paragraph;
import io.galopin.app.console.Style;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.engine.Catalog;
import io.galopin.plugin.host.PluginKind;
import io.galopin.plugin.host.PluginName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the installed plugins of one kind with their options, from their own metadata. */
final class ListCommand implements Command {

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
          Includes the plugins of a folder, each with the name of its JAR:
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
              .map(jar -> "  (" + jar.file().getFileName() + ", version " + jar.version() + ")")
              .orElse("");
      String text = plugin.description() + origin;
      // In a pipe it is one line, so that grep finds all of it.
      String shown = console.live() ? Paragraph.hanging(text, plugin.name().length() + 2, 4) : text;
      console.out().println(style.bold(plugin.name()) + "  " + shown);
      console.out().println(PluginTables.options(plugin.options()));
      if (plugin instanceof BehaviorFactory behavior) {
        listMore(behavior, plugins.catalog(), console);
      } else if (plugin instanceof ProtocolFactory protocol) {
        list("What rules can ask for", PluginTables.attributes(protocol.attributes()), console);
        list("Failures", PluginTables.failures(protocol.failures()), console);
        list("Options of failures", PluginTables.options(protocol.failureOptions()), console);
        if (!protocol.notices().isEmpty()) {
          list("Notices", PluginTables.failures(protocol.notices()), console);
          list("Options of notices", PluginTables.options(protocol.noticeOptions()), console);
        }
      }
    }
    plugins.complain(console);
    return Command.OK;
  }

  /** Options that a behavior has with some protocols only. */
  private static void listMore(BehaviorFactory behavior, Catalog catalog, Console console) {
    Set<String> own = behavior.options().stream().map(Option::name).collect(Collectors.toSet());
    for (ProtocolFactory protocol : catalog.protocols().values()) {
      List<Option<?>> more = new ArrayList<>(behavior.optionsFor(protocol));
      more.removeIf(option -> own.contains(option.name()));
      list("With protocol " + protocol.name(), PluginTables.options(more), console);
    }
  }

  private static void list(String title, String table, Console console) {
    if (!table.isEmpty()) {
      console.out().println(console.style().dim(title + ":"));
      console.out().println(table);
    }
  }
}
