package io.galopin.engine;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Names;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plugins that are installed, by kind and name. Immutable.
 *
 * @param protocols sorted by name
 * @param behaviors sorted by name
 * @param toxics sorted by name
 */
public record Catalog(
    SortedMap<String, ProtocolFactory> protocols,
    SortedMap<String, BehaviorFactory> behaviors,
    SortedMap<String, ToxicFactory> toxics) {

  public Catalog {
    protocols = Collections.unmodifiableSortedMap(new TreeMap<>(protocols));
    behaviors = Collections.unmodifiableSortedMap(new TreeMap<>(behaviors));
    toxics = Collections.unmodifiableSortedMap(new TreeMap<>(toxics));
  }

  /**
   * Builds a catalog of plugins of any kind. If two have the same name and kind, the first one
   * counts.
   */
  public static Catalog of(Collection<? extends PluginFactory> plugins) {
    SortedMap<String, ProtocolFactory> protocols = new TreeMap<>();
    SortedMap<String, BehaviorFactory> behaviors = new TreeMap<>();
    SortedMap<String, ToxicFactory> toxics = new TreeMap<>();
    for (PluginFactory plugin : plugins) {
      if (plugin instanceof ProtocolFactory protocol) {
        protocols.putIfAbsent(plugin.name(), protocol);
      }
      if (plugin instanceof BehaviorFactory behavior) {
        behaviors.putIfAbsent(plugin.name(), behavior);
      }
      if (plugin instanceof ToxicFactory toxic) {
        toxics.putIfAbsent(plugin.name(), toxic);
      }
    }
    return new Catalog(protocols, behaviors, toxics);
  }

  /**
   * Returns the protocol called {@code name}.
   *
   * @throws OptionException if there is none; the message lists the known ones
   */
  public ProtocolFactory protocol(String name) {
    return find("protocol", name, protocols);
  }

  /**
   * Returns the protocol of a proxy with what is below it.
   *
   * @throws OptionException if one of them is not installed
   */
  public ProtocolStack stack(ProxySpec spec) {
    return new ProtocolStack(
        spec.layers().stream().map(layer -> protocol(layer.plugin())).toList(),
        protocol(spec.protocolName()));
  }

  /**
   * Returns the behavior called {@code name}.
   *
   * @throws OptionException if there is none; the message lists the known ones
   */
  public BehaviorFactory behavior(String name) {
    if (!behaviors.containsKey(name) && toxics.containsKey(Option.normalName(name))) {
      throw new OptionException(
          "behavior",
          '"' + name + '"',
          "a behavior, which acts on exchanges: "
              + String.join(", ", behaviors.keySet())
              + "; "
              + name
              + " is a toxic, which acts on bytes: --toxic, toxics { } in a file, or toxic add");
    }
    return find("behavior", name, behaviors);
  }

  /**
   * Returns the toxic called {@code name}; upper case and underscores are accepted too.
   *
   * @throws OptionException if there is none; the message lists the known ones
   */
  public ToxicFactory toxic(String name) {
    return find("type", Option.normalName(name), toxics);
  }

  /**
   * Returns the options that a behavior has at a proxy with this protocol.
   *
   * @param protocol its name; if it is unknown, the behavior has only its own options
   */
  public List<Option<?>> options(BehaviorFactory behavior, String protocol) {
    ProtocolFactory known = protocols.get(protocol);
    return known == null ? behavior.options() : behavior.optionsFor(known);
  }

  /**
   * Returns the options that a behavior has with any protocol, its own first. An option that
   * differs between protocols is listed once per variant; options with the same name are adjacent.
   */
  public List<Option<?>> options(BehaviorFactory behavior) {
    if (protocols.isEmpty()) {
      return behavior.options();
    }
    Map<String, Set<Option<?>>> options = new LinkedHashMap<>();
    behavior.options().forEach(option -> options.put(option.name(), new LinkedHashSet<>()));
    for (ProtocolFactory protocol : protocols.values()) {
      for (Option<?> option : behavior.optionsFor(protocol)) {
        options.computeIfAbsent(option.name(), name -> new LinkedHashSet<>()).add(option);
      }
    }
    return options.values().stream().flatMap(Set::stream).toList();
  }

  /** Returns the names of the protocols with which a behavior has this option. */
  public List<String> protocolsWith(BehaviorFactory behavior, String option) {
    return protocols.values().stream()
        .filter(
            protocol ->
                behavior.optionsFor(protocol).stream().anyMatch(o -> o.name().equals(option)))
        .map(ProtocolFactory::name)
        .toList();
  }

  private static <F> F find(String kind, String name, SortedMap<String, F> known) {
    F factory = known.get(name);
    if (factory == null) {
      String all =
          known.isEmpty()
              ? "one that is installed, there is none"
              : "one of " + String.join(", ", known.keySet());
      throw new OptionException(
          kind,
          '"' + name + '"',
          Names.nearest(name, known.keySet()).map(near -> near + "? " + all).orElse(all));
    }
    return factory;
  }
}
