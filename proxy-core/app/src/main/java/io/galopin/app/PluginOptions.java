package io.galopin.app;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.config.LongOptions;
import io.galopin.engine.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The options that the installed plugins declare, as options of the command line: {@code
 * --behavior-NAME-OPTION} and {@code --protocol-NAME-OPTION}.
 */
final class PluginOptions {

  private final Catalog catalog;

  PluginOptions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A group per plugin that has options, behaviors first, each kind by name. */
  List<CliGroup> groups() {
    List<CliGroup> groups = new ArrayList<>();
    addGroups("behavior", catalog.behaviors(), groups);
    addGroups("protocol", catalog.protocols(), groups);
    return groups;
  }

  /** Hands what was given for plugins on to the configuration. */
  void fill(LongOptions options, Map<String, String> given) {
    forEachGiven("behavior", catalog.behaviors(), given, options::behavior);
    forEachGiven("protocol", catalog.protocols(), given, options::protocol);
  }

  private static void addGroups(
      String kind, SortedMap<String, ? extends PluginFactory> plugins, List<CliGroup> groups) {
    for (PluginFactory plugin : plugins.values()) {
      if (!plugin.options().isEmpty()) {
        String prefix = prefix(kind, plugin);
        groups.add(
            new CliGroup(
                capitalized(kind) + " " + plugin.name() + ": " + plugin.description(),
                plugin.options().stream().map(o -> CliOption.ofPlugin(prefix, o)).toList()));
      }
    }
  }

  private static void forEachGiven(
      String kind,
      SortedMap<String, ? extends PluginFactory> plugins,
      Map<String, String> given,
      Taker taker) {
    for (PluginFactory plugin : plugins.values()) {
      for (Option<?> option : plugin.options()) {
        String value = given.get(prefix(kind, plugin) + option.name());
        if (value != null) {
          taker.take(plugin.name(), option.name(), value);
        }
      }
    }
  }

  private static String prefix(String kind, PluginFactory plugin) {
    return "--" + kind + "-" + plugin.name() + "-";
  }

  /** Takes the value of one option of one plugin. */
  private interface Taker {
    LongOptions take(String plugin, String option, Object value);
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
