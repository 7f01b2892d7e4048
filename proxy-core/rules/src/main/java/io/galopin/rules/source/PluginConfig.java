package io.galopin.rules.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A protocol or behavior by name, with options that are checked once the plugins are known.
 *
 * @param what what the user knows the choice by: {@code proxies.web.protocol}
 * @param name the plugin's name
 * @param place where the plugin was named
 * @param options by name, with hyphens
 */
public record PluginConfig(String what, String name, Place place, Map<String, Setting> options) {

  public PluginConfig {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** This plugin with the options that {@code lower} has and this has not. */
  public PluginConfig over(@Nullable PluginConfig lower) {
    if (lower == null) {
      return this;
    }
    Map<String, Setting> both = new LinkedHashMap<>(lower.options);
    both.putAll(options);
    return new PluginConfig(what, name, place, both);
  }

  /** The upper plugins over the lower ones, by name. */
  public static Map<String, PluginConfig> merge(
      Map<String, PluginConfig> upper, Map<String, PluginConfig> lower) {
    Map<String, PluginConfig> both = new LinkedHashMap<>(lower);
    upper.forEach((name, plugin) -> both.put(name, plugin.over(lower.get(name))));
    return both;
  }

  /** The plugin of this name with the options that {@code configured} has for it. */
  public static PluginConfig chosen(
      String what, String name, Place place, Map<String, PluginConfig> configured) {
    return new PluginConfig(
        what,
        name,
        place,
        Optional.ofNullable(configured.get(name)).map(PluginConfig::options).orElse(Map.of()));
  }
}
