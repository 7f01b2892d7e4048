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
 * @param path what the user knows it by: {@code proxies.web.toxics.slow}; empty where it stands
 *     alone
 * @param name unique among the toxics of its proxy
 * @param plugin its type with its attributes
 * @param direction the link on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param lenient whether attributes that the type does not have are ignored, as Toxiproxy does,
 *     rather than refused
 * @param when on which connections it may act
 * @param trigger on which of them, and when
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

  /** Where it was written. */
  public Place place() {
    return plugin.place();
  }

  /**
   * What the engine runs: with a new instance of the toxic.
   *
   * @throws ConfigProblem if there is no such type, or it does not take its attributes
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

  /** The type with the attributes that are to be checked. */
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
