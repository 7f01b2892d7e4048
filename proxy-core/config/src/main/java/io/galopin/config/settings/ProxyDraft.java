package io.galopin.config.settings;

import io.galopin.config.tls.TlsKeys;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.Weights;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one source for a proxy, any of which may be missing. Immutable by convention: the
 * maps are not changed once they are here.
 *
 * @param settings single values, by the keys of {@link ProxyKeys}
 * @param mix the weights, which count as one value
 * @param behaviors options by behavior
 * @param protocols options by protocol
 * @param toxics all toxics, which count as one value
 * @param rules all rules except the mix, which count as one value
 */
public record ProxyDraft(
    Map<String, Setting> settings,
    Optional<Weights> mix,
    Map<String, PluginConfig> behaviors,
    Map<String, PluginConfig> protocols,
    Optional<List<ToxicConfig>> toxics,
    Optional<List<RuleConfig>> rules) {

  /** Creates a draft with only options of plugins. */
  public static ProxyDraft ofOptions(
      Map<String, PluginConfig> behaviors, Map<String, PluginConfig> protocols) {
    return new ProxyDraft(
        Map.of(), Optional.empty(), behaviors, protocols, Optional.empty(), Optional.empty());
  }

  /** Returns this draft, with values of {@code lower} where this one has none. */
  public ProxyDraft over(ProxyDraft lower) {
    Map<String, Setting> both = new HashMap<>(TlsKeys.without(lower.settings, settings));
    both.putAll(settings);
    return new ProxyDraft(
        both,
        mix.or(lower::mix),
        PluginConfig.merge(behaviors, lower.behaviors),
        PluginConfig.merge(protocols, lower.protocols),
        toxics.or(lower::toxics),
        rules.or(lower::rules));
  }

  /** Returns this draft with these toxics. */
  public ProxyDraft withToxics(Optional<List<ToxicConfig>> given) {
    return new ProxyDraft(settings, mix, behaviors, protocols, given, rules);
  }
}
