package io.galopin.rules.toxic;

import io.galopin.api.Direction;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A toxic as it is configured, before its plugin is known. Immutable.
 *
 * @param path the user's name for it: {@code proxies.web.toxics.slow}; empty for a toxic outside of
 *     a proxy
 * @param name unique among the toxics of its proxy
 * @param plugin its type with its attributes
 * @param direction the link on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param lenient whether unknown attributes are ignored, as in Toxiproxy, rather than refused
 * @param when which connections match
 * @param trigger which of the matching connections count, and when
 */
public record ToxicConfig(
    String path,
    String name,
    PluginConfig plugin,
    Direction direction,
    double toxicity,
    boolean lenient,
    When when,
    Trigger trigger) {

  public Place place() {
    return plugin.place();
  }

  /**
   * Creates the engine's form of this toxic, with a new instance of its plugin.
   *
   * @throws ConfigProblem if the type does not exist, or does not take the attributes
   */
  public ToxicSpec toSpec(Catalog catalog) {
    Problems problems = new Problems();
    ToxicSpec spec = new ToxicAssembly(catalog, problems).toxic(this).orElse(null);
    problems.throwIfAny();
    if (spec == null) {
      throw new IllegalStateException("no toxic and no problem");
    }
    return spec;
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Returns the type with the attributes to check. */
  PluginConfig pluginFor(PluginFactory factory) {
    if (!lenient) {
      return plugin;
    }
    Set<String> known = factory.options().stream().map(Option::name).collect(Collectors.toSet());
    Map<String, Setting> options = new LinkedHashMap<>(plugin.options());
    options.keySet().retainAll(known);
    return new PluginConfig(plugin.what(), plugin.name(), plugin.place(), options);
  }
}
