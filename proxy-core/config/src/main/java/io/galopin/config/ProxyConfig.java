package io.galopin.config;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.config.tls.TlsConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Limits;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.rules.Fitting;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A proxy as it is configured, before its plugins are known. Immutable.
 *
 * @param name unique among the proxies
 * @param place where it was written
 * @param listen where clients connect
 * @param upstream the address of the backend
 * @param tls which sides speak TLS, and how
 * @param protocol the protocol with its options
 * @param mix percentages by behavior, in the order of the text; what is left to 100 is {@code
 *     dummy}
 * @param behaviors the behaviors of the mix, and others that have options for this proxy, by name
 * @param toxics in the order of their stages on each link
 * @param rules in the order in which they are tried, before the mix
 * @param drawBy the attribute whose value is the key of draws, as it was written; empty for the
 *     place of an exchange
 * @param limits times and sizes
 * @param enabled whether it listens
 */
public record ProxyConfig(
    String name,
    Place place,
    Address listen,
    Address upstream,
    TlsConfig tls,
    PluginConfig protocol,
    Map<String, BigDecimal> mix,
    Map<String, PluginConfig> behaviors,
    List<ToxicConfig> toxics,
    List<RuleConfig> rules,
    Optional<Setting> drawBy,
    Limits limits,
    boolean enabled) {

  public ProxyConfig {
    mix = Collections.unmodifiableMap(new LinkedHashMap<>(mix));
    toxics = List.copyOf(toxics);
    rules = List.copyOf(rules);
    behaviors = Collections.unmodifiableMap(new LinkedHashMap<>(behaviors));
  }

  /**
   * Returns this proxy, with options for behaviors whose rules do not set them.
   *
   * @param options texts by behavior and option
   */
  public ProxyConfig withRulesOver(Map<String, Map<String, String>> options) {
    return new ProxyConfig(
        name,
        place,
        listen,
        upstream,
        tls,
        protocol,
        mix,
        behaviors,
        toxics,
        RuleConfig.over(rules, options),
        drawBy,
        limits,
        enabled);
  }

  /**
   * Returns by behavior the default options of the proxy's rules and mixes. Leaves out what only
   * another protocol has.
   */
  public Map<String, Options> defaults(Catalog catalog) {
    Map<String, Options> defaults = new LinkedHashMap<>();
    for (PluginConfig behavior : behaviors.values()) {
      BehaviorFactory factory = catalog.behaviors().get(behavior.name());
      if (factory != null) {
        Map<String, Object> written = new TreeMap<>();
        behavior.options().forEach((option, setting) -> written.put(option, setting.value()));
        defaults.put(
            behavior.name(), Fitting.options(catalog.options(factory, protocol.name()), written));
      }
    }
    return defaults;
  }

  /**
   * Creates what the engine runs, with new instances of the protocol, the behaviors and the toxics.
   *
   * @throws ConfigProblem if a plugin is unknown, or does not take its options, or the files of TLS
   *     cannot be used
   */
  public ProxySpec toSpec(Catalog catalog) {
    return toSpec(catalog, TlsEnds.NONE);
  }

  /**
   * The same for a proxy that exists already: what has not changed of TLS stays the same object,
   * and its files are not read again. May read files.
   *
   * @param now TLS as it is
   */
  public ProxySpec toSpec(Catalog catalog, TlsEnds now) {
    Problems problems = new Problems();
    ProxySpec spec = new Assembly(catalog, problems).spec(this, now).orElse(null);
    problems.throwIfAny();
    if (spec == null) {
      throw new IllegalStateException("no proxy and no problem");
    }
    return spec;
  }
}
