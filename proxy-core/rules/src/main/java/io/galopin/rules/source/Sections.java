package io.galopin.rules.source;

import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads sections whose keys are known only to plugins. */
public final class Sections {

  private Sections() {}

  /** Reads the options of one plugin, by name with hyphens. Each is a single value or an object. */
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

  /** Reads the options of all plugins of one kind, by plugin. */
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

  /** Returns the plugin that {@code section} configures. */
  public static PluginConfig plugin(String name, Section section, Map<String, Setting> options) {
    return new PluginConfig(section.path(), name, section.place(), options);
  }
}
