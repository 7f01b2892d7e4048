package io.galopin.live;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import io.galopin.rules.Fitting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options that a proxy's behaviors get where a rule or a mix sets none. */
public final class Defaults {

  private Defaults() {}

  /**
   * Returns the options as text, by behavior.
   *
   * @param protocol the protocol of the rules; options that it does not have are left out
   */
  public static Map<String, Map<String, String>> texts(
      ProxySpec spec, String protocol, Catalog catalog) {
    Map<String, Map<String, String>> texts = new HashMap<>();
    spec.defaults()
        .keySet()
        .forEach(
            behavior ->
                texts.put(
                    behavior,
                    Made.texts(of(spec, behavior, declared(behavior, protocol, catalog)))));
    return texts;
  }

  /** Returns the options of one behavior, as far as it has them with the proxy's protocol. */
  public static Options of(ProxySpec spec, String behavior, Catalog catalog) {
    return of(spec, behavior, declared(behavior, spec.protocolName(), catalog));
  }

  /** The protocol may have changed since the options were given. */
  private static Options of(ProxySpec spec, String behavior, List<Option<?>> declared) {
    Options given = spec.defaults().get(behavior);
    return Fitting.options(declared, given == null ? Map.of() : given.given());
  }

  private static List<Option<?>> declared(String behavior, String protocol, Catalog catalog) {
    BehaviorFactory factory = catalog.behaviors().get(behavior);
    return factory == null ? List.of() : catalog.options(factory, protocol);
  }
}
