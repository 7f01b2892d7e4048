package io.galopin.rules.source;

import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads sections whose keys only plugins know. */
public final class Sections {

  private Sections() {}

  /** The options of one plugin: each a single value or an object, by name with hyphens. */
  public static Map<String, Setting> settings(Section section, Problems problems) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigValue> entry : section.entries().entrySet()) {
      String what = section.pathOf(entry.getKey());
      section
          .singleOrPairs(what, entry.getValue())
          .ifPresent(
              setting -> {
                if (settings.put(Option.normalName(entry.getKey()), setting) != null) {
                  problems.add(
                      what, "given twice", "once, with hyphens or underscores", setting.place());
                }
              });
    }
    return settings;
  }

  /** The options of plugins of one kind, by plugin. */
  public static Map<String, PluginConfig> plugins(Section section, Problems problems) {
    Map<String, PluginConfig> plugins = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, value) ->
                section
                    .section(section.pathOf(name), value)
                    .map(inner -> plugin(name, inner, settings(inner, problems)))
                    .ifPresent(plugin -> plugins.put(name, plugin)));
    return plugins;
  }

  /** The plugin of which {@code section} has the options. */
  public static PluginConfig plugin(String name, Section section, Map<String, Setting> options) {
    return new PluginConfig(section.path(), name, section.place(), options);
  }
}
