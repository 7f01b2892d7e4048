package io.galopin.embed;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.client.Direction;
import io.galopin.client.GalopinException;
import io.galopin.client.Plugin;
import io.galopin.client.Toxic;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.plugin.host.PluginHost;
import io.galopin.rules.toxic.WireName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of the class path. Creates proxies and toxics from the same fields as the control
 * API, with the same code. Immutable.
 */
record InstalledPlugins(Catalog catalog) {

  private static final Logger log = LoggerFactory.getLogger(InstalledPlugins.class);

  /**
   * Returns the plugins of the class path. Looks for them only once, because factories have no
   * state.
   */
  static InstalledPlugins ofTheClassPath() {
    return Found.PLUGINS;
  }

  private static final class Found {

    private static final InstalledPlugins PLUGINS = find();

    private static InstalledPlugins find() {
      try (PluginHost host = PluginHost.open(Optional.empty())) {
        host.problems().forEach(problem -> log.warn("{}", problem));
        return new InstalledPlugins(Catalog.of(host.factories()));
      }
    }
  }

  /** Returns what the engine runs, with new instances of all plugins. */
  ProxySpec spec(Map<String, Object> fields) {
    return spec(fields, TlsEnds.NONE);
  }

  /** The same for a proxy that exists already, with TLS as it is {@code now}. */
  ProxySpec spec(Map<String, Object> fields, TlsEnds now) {
    ProxySpec spec = ToxiproxyJson.proxy(fields).toSpec(catalog, now);
    if (!spec.upstream().hasPort()) {
      // Toxiproxy's clients may leave it out, but Java callers are told.
      throw new OptionException("upstream", spec.upstream(), "host:port");
    }
    return spec;
  }

  /** Returns a new instance of a toxic. */
  ToxicSpec toxic(Toxic toxic) {
    ToxicSpec spec = ToxiproxyJson.toxic(toxic.fields()).toSpec(catalog);
    refuseUnknownAttributes(toxic, spec);
    return spec;
  }

  /** Returns a toxic with other attributes. If they are the same, its instance stays the same. */
  ToxicSpec change(ToxicSpec before, Toxic toxic) {
    refuseUnknownAttributes(toxic, before);
    return ToxiproxyJson.change(before, toxic.fields(), catalog);
  }

  /** Toxiproxy's clients may send anything, but Java callers are told. */
  private static void refuseUnknownAttributes(Toxic given, ToxicSpec spec) {
    List<String> known = spec.attributes().declared().stream().map(Option::name).toList();
    for (String attribute : given.attributes().keySet()) {
      if (!known.contains(Option.normalName(attribute))) {
        throw new GalopinException(
            given.type()
                + ": "
                + attribute
                + " (expected: "
                + (known.isEmpty() ? "no attributes" : "one of " + String.join(", ", known))
                + ")");
      }
    }
  }

  /** Returns a toxic in the client's form. */
  static Toxic described(ToxicSpec spec) {
    Scope scope = spec.scope();
    return new Toxic(
        WireName.of(spec.type()),
        spec.name(),
        Direction.valueOf(spec.direction().name()),
        spec.toxicity(),
        ToxiproxyJson.attributes(spec),
        scope.when().equals(Condition.always()) ? "" : scope.when().toString(),
        scope.trigger().isAlways() ? "" : scope.trigger().toString());
  }

  /** Returns all plugins in the client's form. */
  List<Plugin> described() {
    List<Plugin> plugins = new ArrayList<>();
    add(plugins, Plugin.Kind.PROTOCOL, catalog.protocols().values());
    add(plugins, Plugin.Kind.BEHAVIOR, catalog.behaviors().values());
    add(plugins, Plugin.Kind.TOXIC, catalog.toxics().values());
    return List.copyOf(plugins);
  }

  private void add(
      List<Plugin> plugins, Plugin.Kind kind, Collection<? extends PluginFactory> factories) {
    for (PluginFactory factory : factories) {
      plugins.add(
          new Plugin(
              kind,
              factory.name(),
              factory.description(),
              described(factory.options()),
              factory instanceof BehaviorFactory behavior ? byProtocol(behavior) : Map.of()));
    }
  }

  private Map<String, List<Plugin.Option>> byProtocol(BehaviorFactory behavior) {
    Map<String, List<Plugin.Option>> byProtocol = new HashMap<>();
    for (ProtocolFactory protocol : catalog.protocols().values()) {
      List<Option<?>> options = behavior.optionsFor(protocol);
      if (!options.equals(behavior.options())) {
        byProtocol.put(protocol.name(), described(options));
      }
    }
    return byProtocol;
  }

  private static List<Plugin.Option> described(List<Option<?>> options) {
    return options.stream().<Plugin.Option>map(InstalledPlugins::described).toList();
  }

  private static <T> Plugin.Option described(Option<T> option) {
    return new Plugin.Option(
        option.name(),
        option.typeName(),
        option.range(),
        option.defaultValue().map(option::plain),
        option.description());
  }
}
