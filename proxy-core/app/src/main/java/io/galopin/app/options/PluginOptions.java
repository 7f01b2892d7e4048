package io.galopin.app.options;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.config.settings.LongOptions;
import io.galopin.engine.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Command line options for the options that installed plugins declare: {@code
 * --behavior-NAME-OPTION} and {@code --protocol-NAME-OPTION}.
 */
public final class PluginOptions {

  private final Catalog catalog;

  public PluginOptions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A group for each plugin with options: behaviors first, each kind in order of names. */
  public List<CliGroup> groups() {
    List<CliGroup> groups = new ArrayList<>();
    addGroups("behavior", catalog.behaviors(), this::ofBehavior, groups);
    addGroups("protocol", catalog.protocols(), ProtocolFactory::options, groups);
    return groups;
  }

  /** Passes the given values of plugin options to the configuration. */
  public void fill(LongOptions options, Map<String, String> given) {
    forEachGiven("behavior", catalog.behaviors(), this::ofBehavior, given, options::behavior);
    forEachGiven(
        "protocol", catalog.protocols(), ProtocolFactory::options, given, options::protocol);
  }

  /**
   * The options of a behavior for all protocols, because the protocol is not known yet when the
   * command line is parsed.
   */
  private List<Option<?>> ofBehavior(BehaviorFactory behavior) {
    Map<String, Option<?>> options = new LinkedHashMap<>();
    catalog
        .options(behavior)
        .forEach(option -> options.merge(option.name(), option, PluginOptions::both));
    return List.copyOf(options.values());
  }

  /** One option for two that differ by protocol, with the choices of both. */
  private static Option<?> both(Option<?> one, Option<?> other) {
    if (one.choices().isEmpty() || other.choices().isEmpty()) {
      return one;
    }
    Set<String> choices = new LinkedHashSet<>(one.choices());
    choices.addAll(other.choices());
    return Option.word(one.name(), List.copyOf(choices), one.description());
  }

  private static <F extends PluginFactory> void addGroups(
      String kind,
      SortedMap<String, F> plugins,
      Function<F, List<Option<?>>> declared,
      List<CliGroup> groups) {
    for (F plugin : plugins.values()) {
      List<Option<?>> options = declared.apply(plugin);
      if (!options.isEmpty()) {
        String prefix = prefix(kind, plugin);
        groups.add(
            new CliGroup(
                capitalized(kind) + " " + plugin.name() + ": " + plugin.description(),
                options.stream().map(o -> CliOption.ofPlugin(prefix, o)).toList()));
      }
    }
  }

  private static <F extends PluginFactory> void forEachGiven(
      String kind,
      SortedMap<String, F> plugins,
      Function<F, List<Option<?>>> declared,
      Map<String, String> given,
      Taker taker) {
    for (F plugin : plugins.values()) {
      for (Option<?> option : declared.apply(plugin)) {
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

  /** Receives the value of one option of one plugin. */
  private interface Taker {
    LongOptions take(String plugin, String option, Object value);
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
