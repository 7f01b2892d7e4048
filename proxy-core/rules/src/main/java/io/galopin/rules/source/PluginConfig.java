package io.galopin.rules.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A protocol or behavior by name. Its options are checked later, once the plugins are known.
 *
 * @param what the user's name for this choice: {@code proxies.web.protocol}
 * @param name the plugin's name
 * @param place where the plugin was named
 * @param options by name, with hyphens
 */
public record PluginConfig(String what, String name, Place place, Map<String, Setting> options) {

  public PluginConfig {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns this plugin, with those options of {@code lower} that it does not set itself. */
  public PluginConfig over(@Nullable PluginConfig lower) {
    if (lower == null) {
      return this;
    }
    Map<String, Setting> both = new LinkedHashMap<>(lower.options);
    both.putAll(options);
    return new PluginConfig(what, name, place, both);
  }

  /** Merges plugins by name. Options of {@code upper} win. */
  public static Map<String, PluginConfig> merge(
      Map<String, PluginConfig> upper, Map<String, PluginConfig> lower) {
    Map<String, PluginConfig> both = new LinkedHashMap<>(lower);
    upper.forEach((name, plugin) -> both.put(name, plugin.over(lower.get(name))));
    return both;
  }

  /** Returns the plugin of this name, with its options from {@code configured}. */
  public static PluginConfig chosen(
      String what, String name, Place place, Map<String, PluginConfig> configured) {
    return new PluginConfig(
        what,
        name,
        place,
        Optional.ofNullable(configured.get(name)).map(PluginConfig::options).orElse(Map.of()));
  }
}
